using static TorchSharp.torch;

namespace LossDsl.Conformance.Cases;

/// <summary>Tensors as plain numbers, and how far two lots of them are apart.</summary>
internal static class Numbers
{
    public static double[] Of(Tensor values) => values.detach().to_type(float64).contiguous().flatten().data<double>().ToArray();

    /// <summary>The largest difference; infinity where one is not a number.</summary>
    public static double Distance(double[] actual, double[] expected)
    {
        Assert.Equal(expected.Length, actual.Length);
        return actual.Zip(expected, static (a, e) => a == e ? 0 : double.IsNaN(a - e) ? double.PositiveInfinity : Math.Abs(a - e)).Max();
    }

    public static double Largest(double[] values) => values.Max(Math.Abs);
}
