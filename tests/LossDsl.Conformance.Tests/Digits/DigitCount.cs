using System.Globalization;

namespace LossDsl.Conformance.Digits;

/// <summary>Correct decimal digits of a value, and of a gradient relative to its largest element.</summary>
internal readonly record struct DigitCount(double Value, double Gradient)
{
    // Another processor adds in another order, and libtorch has other kernels for it: figures change by a quarter of a digit at most.
    private const double Margin = 0.25;

    /// <summary>Every digit: the result is its oracle.</summary>
    public static DigitCount All { get; } = new(double.PositiveInfinity, double.PositiveInfinity);

    /// <summary>Digits that float32 must have, unless a loss states a reason.</summary>
    public static DigitCount Required { get; } = new(5.5, 5);

    /// <summary>Returns the digits of a result beside its oracle.</summary>
    /// <param name="result">Value and gradient.</param>
    /// <param name="oracle">Value and gradient of the oracle.</param>
    /// <param name="type">The type of the result, whose smallest normal numbers bound the divisors of relative errors.</param>
    public static DigitCount Compare((double[] Value, double[] Gradient) result, (double[] Value, double[] Gradient) oracle, MeasuredType type) =>
        new(Digits(result.Value, oracle.Value, type.SmallestValue), Digits(result.Gradient, oracle.Gradient, type.SmallestGradient));

    public bool IsAtLeast(DigitCount other) => Value >= other.Value && Gradient >= other.Gradient;

    /// <summary>Returns the smaller figure of the value, and that of the gradient.</summary>
    public DigitCount Worse(DigitCount other) => new(Math.Min(Value, other.Value), Math.Min(Gradient, other.Gradient));

    /// <summary>Returns the figures as they are stated: rounded down to a half, with a margin for other processors.</summary>
    public DigitCount Rounded() => new(RoundDown(Value), RoundDown(Gradient));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value:0.##}, {Gradient:0.##}");

    private static double Digits(double[] result, double[] oracle, double smallest) => -Math.Log10(Numbers.Distance(result, oracle) / Math.Max(Numbers.Largest(oracle), smallest));

    private static double RoundDown(double digits) => Math.Floor(2 * (digits - Margin)) / 2;
}
