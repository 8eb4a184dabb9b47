using LossDsl.Filters;

namespace LossDsl.CompilerServices;

/// <content>Reductions over the classes of each pixel and their adjoints. Their fields are valid until the group is disposed.</content>
public sealed partial class ImageGroup
{
    /// <summary>Computes the sum of a stored field over the classes of each pixel.</summary>
    /// <param name="values">Field that a pass stored.</param>
    public PixelField PixelClassSum(PixelField values) => Apply(static tensors => PixelClassFilter.Sum(tensors[0]), values);

    /// <summary>Takes the maximum of a stored field over the valid classes of each pixel.</summary>
    /// <param name="values">Field that a pass stored.</param>
    /// <param name="validity">Stored field that is 1 at valid pixels and 0 elsewhere.</param>
    public PixelField PixelClassMax(PixelField values, PixelField validity) => Apply(tensors => PixelClassFilter.Max(tensors[0], Mask(tensors[1])), values, validity);

    /// <summary>Computes the logarithm of the sum of the exponentials of a stored field over the valid classes of each pixel.</summary>
    /// <param name="values">Field that a pass stored.</param>
    /// <param name="validity">Stored field that is 1 at valid pixels and 0 elsewhere.</param>
    public PixelField PixelClassLogSumExp(PixelField values, PixelField validity) => Apply(tensors => PixelClassFilter.LogSumExp(tensors[0], Mask(tensors[1])), values, validity);

    /// <summary>Computes at each class of each pixel the sum of a stored field over the classes up to it.</summary>
    /// <param name="values">Field that a pass stored.</param>
    public PixelField PixelClassCumulativeSum(PixelField values) => Apply(static tensors => PixelClassFilter.CumulativeSum(tensors[0]), values);

    /// <summary>Applies the adjoint of a sum over the classes of each pixel.</summary>
    /// <param name="adjoint">Field that a pass stored.</param>
    public PixelField PixelClassSumAdjoint(PixelField adjoint) => Apply(static tensors => PixelClassFilter.Sum(tensors[0]), adjoint);

    /// <summary>Applies the adjoint of <see cref="PixelClassCumulativeSum"/>.</summary>
    /// <param name="adjoint">Field that a pass stored.</param>
    public PixelField PixelClassCumulativeSumAdjoint(PixelField adjoint) => Apply(static tensors => PixelClassFilter.CumulativeSumAdjoint(tensors[0]), adjoint);

    /// <summary>Computes the derivative of <see cref="PixelClassMax"/> by the value at each class: 1/k at the k classes that attain the maximum, else 0.</summary>
    /// <param name="values">Field that a pass stored.</param>
    /// <param name="validity">Stored field that is 1 at valid pixels and 0 elsewhere.</param>
    public PixelField PixelClassShare(PixelField values, PixelField validity) => Apply(tensors => PixelClassFilter.ShareOfValid(tensors[0], Mask(tensors[1])), values, validity);
}
