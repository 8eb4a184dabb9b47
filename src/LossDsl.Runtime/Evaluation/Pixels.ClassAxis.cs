using LossDsl.Evaluation;
using LossDsl.Filters;
using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.CompilerServices;

/// <content>Reductions over the classes of each pixel, an excluded background too, and their adjoints. A class that is not valid at a pixel does not enter there.</content>
public sealed partial class Pixels
{
    /// <summary>1 for each class of the result, 0 for an excluded background; [1, C, 1, ...], float64.</summary>
    public Field Inclusion
    {
        get
        {
            long[] shape = [.. Input.shape.Select(static (length, dimension) => dimension == 1 ? length : 1)];
            return WithoutExcluded(ones(shape, float64, Input.device));
        }
    }

    /// <summary>Sums a value over the classes of each pixel, [B, 1, ...].</summary>
    public Field PixelClassSum(Field term) => OverClasses(term, 0, PixelClassFilter.Sum);

    /// <summary>Returns the maximum of a value over the classes of each pixel, [B, 1, ...].</summary>
    public Field PixelClassMax(Field term) => OverClasses(term, double.NegativeInfinity, PixelClassFilter.Max);

    /// <summary>Returns the logarithm of the sum of the exponentials of a value over the classes of each pixel, [B, 1, ...], without overflow.</summary>
    public Field PixelClassLogSumExp(Field term) => OverClasses(term, double.NegativeInfinity, PixelClassFilter.LogSumExp);

    /// <summary>Sums a value at each class of each pixel over the classes up to it, [B, C, ...].</summary>
    public Field PixelClassCumulativeSum(Field term) => OverClasses(term, 0, PixelClassFilter.CumulativeSum);

    /// <summary>Sums an adjoint over the classes of each pixel, [B, 1, ...].</summary>
    public Field PixelClassSumAdjoint(Field adjoint) => Filtered(adjoint, PixelClassFilter.Sum);

    /// <summary>Sums an adjoint at each class of each pixel over the classes from it on, [B, C, ...].</summary>
    public Field PixelClassCumulativeSumAdjoint(Field adjoint) => Filtered(adjoint, PixelClassFilter.CumulativeSumAdjoint);

    /// <summary>Returns the derivative of the maximum over the classes of each pixel by the value at each class, [B, C, ...]: 1/k at the k classes that attain it, else 0.</summary>
    /// <param name="term">The value of each pixel and class.</param>
    /// <param name="extreme">The maximum of <paramref name="term"/>, [B, 1, ...].</param>
    public Field PixelClassShare(Field term, Field extreme)
    {
        var most = extreme.ToTensor(Input);
        return OverClasses(term, double.NegativeInfinity, values => PixelClassFilter.Share(values, most));
    }

    /// <summary>Sums an adjoint of each region over all classes, an excluded background too; [B, 1, 1, ...].</summary>
    public Field ClassTotal(Field perRegion) => perRegion.ToTensor(regions.N).sum(1, keepdim: true);

    private Tensor OverClasses(Field term, double identity, Func<Tensor, Tensor> reduce)
    {
        readsPixelClasses = true;
        var result = term.Read(Input, values => reduce(regions.MaskClasses(values, identity)));
        term.Release();
        return result;
    }
}
