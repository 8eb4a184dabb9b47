using static TorchSharp.torch;

namespace LossDsl.Tensors;

/// <summary>
/// The class of each pixel, where a target is given so: the way from values of every class to that of the pixel's own class and back,
/// without a tensor of ones and zeros for each class.
/// </summary>
internal sealed class ClassIndices
{
    private readonly Tensor index;
    private readonly long[] shape;
    private readonly ScalarType type;

    // A formula reads p or q at the class of a pixel many times over.
    private readonly Dictionary<Tensor, Tensor> gathered = new(ReferenceEqualityComparer.Instance);

    /// <param name="index">[B, 1, ...], int64, each at least 0 and below C.</param>
    /// <param name="like">A tensor of the shape and type of values for each pixel and class.</param>
    public ClassIndices(Tensor index, Tensor like)
    {
        this.index = index;
        shape = like.shape;
        type = like.dtype;
    }

    /// <summary>Of values for every class those at the pixel's own, [B, 1, ...]; what is the same for every class stays as it is.</summary>
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

    /// <summary>One value for each pixel and class, [B, C, ...]: <paramref name="own"/> at the pixel's own class, <paramref name="elsewhere"/> at the others.</summary>
    public Tensor Scatter(Operand elsewhere, Operand own)
    {
        var others = elsewhere.Tensor?.expand(shape) ?? full(shape, elsewhere.Number, own.Tensor?.dtype ?? type, index.device);
        return others.scatter(1, index, Spread(own, others.dtype));
    }

    /// <summary>The sum over the pixels of each class in each image, [B, C], float64, of a value at the pixel's own class.</summary>
    /// <param name="own">[B, 1, ...].</param>
    /// <param name="valid">Which pixels count, or null if all do.</param>
    public Tensor Sum(Operand own, Tensor? valid)
    {
        var values = Spread(own, float64);
        var counted = valid is null ? values : where(Gather(valid).Tensor!, values, zeros_like(values));
        return zeros([shape[0], shape[1]], float64, index.device).scatter_add(1, index.reshape(shape[0], -1), counted.reshape(shape[0], -1));
    }

    private Tensor Spread(Operand own, ScalarType to) => own.Like(index).to_type(to).expand(index.shape);
}
