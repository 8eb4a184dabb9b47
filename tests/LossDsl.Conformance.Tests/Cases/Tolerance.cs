using static TorchSharp.torch;

namespace LossDsl.Conformance.Cases;

/// <summary>
/// Allowed difference from the oracles: relative to a value, relative to the largest element of a gradient, and an absolute one for each.
/// The arithmetic is float32 or float64. A half type rounds the gradient alone, to half a unit in the last place, or to half the smallest subnormal number. The absolute
/// tolerances are for gradients whose terms cancel, and for gradients of zero, which are rounding errors in the oracles.
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

    /// <summary>Returns the tolerance of a loss. Of nearly equal numbers, 1 and a cosine or a size and its bound, a difference has fewer digits.</summary>
    public Tolerance For(string loss) => loss switch
    {
        "t-vmf-dice" => this with { Value = 10 * Value, Gradient = 10 * Gradient },
        "size-constraint" => this with { SmallestValue = Math.Max(SmallestValue, 1e-3 * Value) },
        "boundary-dou" => this with { SmallestGradient = Math.Max(SmallestGradient, 1e-15) },
        _ => this,
    };
}
