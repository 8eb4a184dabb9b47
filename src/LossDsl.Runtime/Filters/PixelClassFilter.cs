using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.Filters;

/// <summary>Computes reductions over the classes of each pixel and their adjoints by tensor operations. Classes that do not enter hold the identity of the reduction.</summary>
internal static class PixelClassFilter
{
    /// <summary>Sums over the classes of each pixel, [B, 1, ...]: the reduction, and its adjoint.</summary>
    public static Tensor Sum(Tensor values) => values.sum(1, keepdim: true);

    /// <summary>Returns the maximum over the classes of each pixel, [B, 1, ...].</summary>
    public static Tensor Max(Tensor values) => values.amax([1], keepdim: true);

    /// <summary>Returns the maximum over the valid classes of each pixel, [B, 1, ...].</summary>
    /// <inheritdoc cref="WithoutInvalid"/>
    public static Tensor Max(Tensor values, Tensor? validity) => Max(WithoutInvalid(values, validity));

    /// <summary>Returns the logarithm of the sum of the exponentials over the classes of each pixel, [B, 1, ...], without overflow.</summary>
    public static Tensor LogSumExp(Tensor values) => values.logsumexp(1, keepdim: true);

    /// <summary>Returns the logarithm of the sum of the exponentials over the valid classes of each pixel, [B, 1, ...], without overflow.</summary>
    /// <inheritdoc cref="WithoutInvalid"/>
    public static Tensor LogSumExp(Tensor values, Tensor? validity) => LogSumExp(WithoutInvalid(values, validity));

    /// <summary>Sums at each class of each pixel over the classes up to it, [B, C, ...].</summary>
    public static Tensor CumulativeSum(Tensor values) => values.cumsum(1);

    /// <summary>Sums at each class of each pixel over the classes from it on, [B, C, ...].</summary>
    public static Tensor CumulativeSumAdjoint(Tensor adjoints) => adjoints.flip(1).cumsum(1).flip(1);

    /// <summary>Returns the derivative of <see cref="Max(Tensor)"/> by the value at each class, [B, C, ...]: 1/k at the k classes that attain it, else 0.</summary>
    /// <param name="values">The value of each pixel and class, [B, C, ...].</param>
    /// <param name="most">The maximum of each pixel, [B, 1, ...] or [B, C, ...].</param>
    public static Tensor Share(Tensor values, Tensor most)
    {
        var attained = values.eq(most).to_type(values.dtype);
        return attained / attained.sum(1, keepdim: true).AtLeast(1);
    }

    /// <summary>Returns the derivative of <see cref="Max(Tensor, Tensor?)"/> by the value at each class, [B, C, ...].</summary>
    /// <inheritdoc cref="WithoutInvalid"/>
    public static Tensor ShareOfValid(Tensor values, Tensor? validity)
    {
        var valid = WithoutInvalid(values, validity);
        return Share(valid, Max(valid));
    }

    /// <summary>Replaces the values of classes that are not valid at a pixel where another class is valid by -∞, the identity of an extreme.</summary>
    /// <param name="values">The value of each pixel and class, [B, C, ...].</param>
    /// <param name="validity">1 at valid pixels, 0 elsewhere, [B, C, ...]; null where all are valid.</param>
    private static Tensor WithoutInvalid(Tensor values, Tensor? validity)
    {
        if (validity is null)
        {
            return values;
        }

        var valid = validity.IsAbove(0);
        return values.Replace(valid.logical_not().logical_and(valid.any(1, keepdim: true)), double.NegativeInfinity);
    }
}
