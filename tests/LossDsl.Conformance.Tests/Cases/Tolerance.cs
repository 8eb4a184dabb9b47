using static TorchSharp.torch;

namespace LossDsl.Conformance.Cases;

/// <summary>
/// How far a value may be from the oracle's, in relation to it, and a gradient in relation to its largest element. Arithmetic is float32 or float64;
/// half types narrow the gradient alone, to half a unit in the last place (and where it is subnormal, to half the smallest number).
/// A gradient whose parts cancel keeps the digits of its parts; one of zero is rounding in the oracles.
/// </summary>
internal sealed record Tolerance(double Value, double Gradient, double SmallestGradient = 1e-16, double SmallestValue = 0)
{
    public static Tolerance Of(ScalarType type) => type switch
    {
        ScalarType.Float64 => new(1e-12, 1e-10, SmallestValue: 1e-15),
        ScalarType.Float32 => new(1e-5, 1e-5, 2e-8),
        ScalarType.Float16 => new(1e-5, 1.01 * Math.Pow(2, -11), 2e-8 + Math.Pow(2, -25)),
        _ => new(1e-5, 1.01 * Math.Pow(2, -8), 2e-8),
    };
}
