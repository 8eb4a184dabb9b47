using LossDsl.Filters;

namespace LossDsl.CompilerServices;

/// <content>Reductions over the classes of each pixel and their adjoints.</content>
public sealed partial class CudaFilter
{
    /// <summary>Creates the sum of a field over the classes of each pixel.</summary>
    /// <param name="values">Index of the field among those that the pass stores.</param>
    public static CudaFilter PixelClassSum(int values) => new(stored => PixelClassFilter.Sum(stored[values]));

    /// <summary>Creates the maximum of a field over the valid classes of each pixel.</summary>
    /// <param name="values">Index of the field among those that the pass stores.</param>
    /// <param name="validity">Index of the stored field that is 1 at valid pixels and 0 elsewhere.</param>
    public static CudaFilter PixelClassMax(int values, int validity) => new(stored => PixelClassFilter.Max(stored[values], stored[validity]));

    /// <summary>Creates the logarithm of the sum of the exponentials of a field over the valid classes of each pixel.</summary>
    /// <param name="values">Index of the field among those that the pass stores.</param>
    /// <param name="validity">Index of the stored field that is 1 at valid pixels and 0 elsewhere.</param>
    public static CudaFilter PixelClassLogSumExp(int values, int validity) => new(stored => PixelClassFilter.LogSumExp(stored[values], stored[validity]));

    /// <summary>Creates at each class of each pixel the sum of a field over the classes up to it.</summary>
    /// <param name="values">Index of the field among those that the pass stores.</param>
    public static CudaFilter PixelClassCumulativeSum(int values) => new(stored => PixelClassFilter.CumulativeSum(stored[values]));

    /// <summary>Creates the adjoint of a sum over the classes of each pixel.</summary>
    /// <param name="adjoint">Index of the field among those that the pass stores.</param>
    public static CudaFilter PixelClassSumAdjoint(int adjoint) => new(stored => PixelClassFilter.Sum(stored[adjoint]));

    /// <summary>Creates the adjoint of <see cref="PixelClassCumulativeSum"/>.</summary>
    /// <param name="adjoint">Index of the field among those that the pass stores.</param>
    public static CudaFilter PixelClassCumulativeSumAdjoint(int adjoint) => new(stored => PixelClassFilter.CumulativeSumAdjoint(stored[adjoint]));

    /// <summary>Creates the derivative of <see cref="PixelClassMax"/> by the value at each class.</summary>
    /// <param name="values">Index of the field among those that the pass stores.</param>
    /// <param name="validity">Index of the stored field that is 1 at valid pixels and 0 elsewhere.</param>
    public static CudaFilter PixelClassShare(int values, int validity) => new(stored => PixelClassFilter.ShareOfValid(stored[values], stored[validity]));
}
