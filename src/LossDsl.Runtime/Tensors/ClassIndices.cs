using static TorchSharp.torch;

namespace LossDsl.Tensors;

/// <summary>
/// Class of each pixel, for targets of class indices. Its methods gather values at the pixel's own class, scatter them back, and sum them for each class, without building a
/// one-hot target.
/// </summary>
internal sealed class ClassIndices
{
    private readonly long[] shape;
    private readonly ScalarType type;

    // Cache of gathered tensors, of those that are not overwritten: a formula reads a map or the value of a region at the pixel's own class many times.
    private readonly Dictionary<Tensor, Tensor> gathered = new(ReferenceEqualityComparer.Instance);

    /// <param name="index">[B, 1, ...], int64, each at least 0 and below C.</param>
    /// <param name="like">A tensor of the shape and type of values for each pixel and class, [B, C, ...].</param>
    public ClassIndices(Tensor index, Tensor like)
    {
        Index = index;
        shape = like.shape;
        type = like.dtype;
    }

    /// <summary>The class of each pixel, [B, 1, ...], int64.</summary>
    public Tensor Index { get; }

    /// <summary>Gathers the values at the pixel's own class, [B, 1, ...], from values for every class. A number, or a tensor with one class, is returned unchanged.</summary>
    public Operand Gather(Operand perClass)
    {
        if (perClass.Tensor is not { } values || values.dim() < 2 || values.shape[1] == 1)
        {
            return perClass;
        }

        if (!gathered.TryGetValue(values, out var own))
        {
            own = values.expand(shape).gather(1, Index);
            if (!perClass.IsReadOnce)
            {
                gathered.Add(values, own);
            }
        }

        return own;
    }

    /// <summary>Returns the column of the pixel's own class in a table [C, C] for each pixel, [B, C, ...].</summary>
    public Tensor Columns(Tensor table) => table.index_select(1, Index.reshape(-1)).reshape([shape[1], shape[0], .. shape[2..]]).transpose(0, 1);

    /// <summary>Builds a value for each pixel and class, [B, C, ...]: <paramref name="own"/> at the pixel's own class, <paramref name="elsewhere"/> at the others.</summary>
    public Tensor Scatter(Operand elsewhere, Operand own)
    {
        var isOurs = elsewhere.Tensor is null || (elsewhere.MayBeOverwritten && own.Tensor?.requires_grad != true && elsewhere.Tensor.shape.AsSpan().SequenceEqual(shape));
        var others = elsewhere.Tensor?.expand(shape) ?? NumberMath.Fill(shape, elsewhere.Number, own.Tensor?.dtype ?? type, Index.device);
        var spread = Spread(own, others.dtype);
        return isOurs ? others.scatter_(1, Index, spread) : others.scatter(1, Index, spread);
    }

    /// <summary>Sums a value at the pixel's own class over the pixels of each class in each image: [B, C], float64.</summary>
    /// <param name="own">[B, 1, ...], or a number.</param>
    /// <param name="valid">Mask of the valid pixels, or null if all are valid.</param>
    public Tensor Sum(Operand own, Tensor? valid)
    {
        var values = Spread(own, float64);
        var masked = valid is null ? values : where(Gather(valid).Tensor!, values, zeros_like(values));
        return zeros([shape[0], shape[1]], float64, Index.device).scatter_add(1, Index.reshape(shape[0], -1), masked.reshape(shape[0], -1));
    }

    private Tensor Spread(Operand own, ScalarType to) => own.Like(Index).to_type(to).expand(Index.shape);
}
