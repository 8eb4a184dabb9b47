using static TorchSharp.torch;

namespace LossDsl.Tensors;

/// <summary>
/// Class of each pixel, for targets of class indices. Its methods gather values at the pixel's own class, scatter them back, and sum them for each class, without building a
/// one-hot target.
/// </summary>
internal sealed class ClassIndices
{
    private readonly Tensor index;
    private readonly long[] shape;
    private readonly ScalarType type;

    // Cache of gathered tensors: a formula reads p and q at the pixel's own class many times.
    private readonly Dictionary<Tensor, Tensor> gathered = new(ReferenceEqualityComparer.Instance);

    /// <param name="index">[B, 1, ...], int64, each at least 0 and below C.</param>
    /// <param name="like">A tensor of the shape and type of values for each pixel and class, [B, C, ...].</param>
    public ClassIndices(Tensor index, Tensor like)
    {
        this.index = index;
        shape = like.shape;
        type = like.dtype;
    }

    /// <summary>Gathers the values at the pixel's own class, [B, 1, ...], from values for every class. A number, or a tensor with one class, is returned unchanged.</summary>
    public Operand Gather(Operand perClass)
    {
        if (perClass.Tensor is not { } values || values.dim() < 2 || values.shape[1] == 1)
        {
            return perClass;
        }

        if (!gathered.TryGetValue(values, out var own))
        {
            gathered.Add(values, own = values.expand(shape).gather(1, index));
        }

        return own;
    }

    /// <summary>Builds a value for each pixel and class, [B, C, ...]: <paramref name="own"/> at the pixel's own class, <paramref name="elsewhere"/> at the others.</summary>
    public Tensor Scatter(Operand elsewhere, Operand own)
    {
        var others = elsewhere.Tensor?.expand(shape) ?? NumberMath.Fill(shape, elsewhere.Number, own.Tensor?.dtype ?? type, index.device);
        return others.scatter(1, index, Spread(own, others.dtype));
    }

    /// <summary>Sums a value at the pixel's own class over the pixels of each class in each image: [B, C], float64.</summary>
    /// <param name="own">[B, 1, ...], or a number.</param>
    /// <param name="valid">Mask of the valid pixels, or null if all are valid.</param>
    public Tensor Sum(Operand own, Tensor? valid)
    {
        var values = Spread(own, float64);
        var masked = valid is null ? values : where(Gather(valid).Tensor!, values, zeros_like(values));
        return zeros([shape[0], shape[1]], float64, index.device).scatter_add(1, index.reshape(shape[0], -1), masked.reshape(shape[0], -1));
    }

    private Tensor Spread(Operand own, ScalarType to) => own.Like(index).to_type(to).expand(index.shape);
}
