using static TorchSharp.torch;

namespace LossDsl.Conformance.Cases;

/// <summary>Reads tensors as float64 arrays and measures how far two arrays differ.</summary>
internal static class Numbers
{
    /// <summary>Returns the elements of a tensor as float64, in the order of their indices.</summary>
    public static double[] Of(Tensor values) => values.detach().to_type(float64).contiguous().flatten().data<double>().ToArray();

    /// <summary>Returns the largest absolute difference of two arrays of equal length; infinity if a difference is NaN.</summary>
    public static double Distance(double[] actual, double[] expected)
    {
        Assert.Equal(expected.Length, actual.Length);
        return actual.Zip(expected, static (a, e) => a == e ? 0 : double.IsNaN(a - e) ? double.PositiveInfinity : Math.Abs(a - e)).Max();
    }

    /// <summary>Returns the largest absolute value.</summary>
    public static double Largest(double[] values) => values.Max(Math.Abs);
}
