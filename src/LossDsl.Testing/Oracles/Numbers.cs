using static TorchSharp.torch;

namespace LossDsl.Testing.Oracles;

/// <summary>Reads tensors as float64 arrays and measures how far two arrays differ.</summary>
internal static class Numbers
{
    /// <summary>Returns the elements of a tensor as float64, in the order of their indices.</summary>
    public static double[] Of(Tensor values) => values.detach().to_type(float64).contiguous().flatten().data<double>().ToArray();

    /// <summary>Returns the absolute difference of two numbers: 0 if they are equal, infinities too; infinity if the difference is NaN.</summary>
    public static double Distance(double actual, double expected) =>
        actual == expected ? 0 : double.IsNaN(actual - expected) ? double.PositiveInfinity : Math.Abs(actual - expected);

    /// <summary>Returns the largest absolute difference of two arrays; infinity if a difference is NaN.</summary>
    /// <exception cref="ArgumentException">The arrays differ in length.</exception>
    public static double Distance(double[] actual, double[] expected) => actual.Length == expected.Length
        ? actual.Zip(expected, Distance).Max()
        : throw new ArgumentException($"{actual.Length} numbers, expected {expected.Length}.", nameof(actual));

    /// <summary>Returns the largest absolute value.</summary>
    public static double Largest(double[] values) => values.Max(Math.Abs);
}
