namespace LossDsl.Conformance.Digits.Precise;

/// <summary>Six losses with default hyperparameters in double-double, as functions of the pixels of one region: means over pixels, ratios, powers, logarithms and a root of soft counts.</summary>
internal static class PreciseLosses
{
    private const double Smooth = 1e-5;

    public static IReadOnlyDictionary<string, Func<PrecisePixel[], Dual>> All { get; } = new Dictionary<string, Func<PrecisePixel[], Dual>>
    {
        ["binary-cross-entropy"] = static pixels => -Sum(pixels, static x => (x.Y * x.LogP) + (No(x) * x.LogQ)) / pixels.Length,
        ["dice"] = Dice,
        ["focal"] = static pixels => -Sum(pixels, static x => (0.25 * x.Y * x.Q * x.Q * x.LogP) + (0.75 * No(x) * x.P * x.P * x.LogQ)) / pixels.Length,
        ["focal-tversky"] = static pixels => (0.3 * Fp(pixels)) + (0.7 * Fn(pixels)) is var errors ? (errors / (Tp(pixels) + errors + Smooth)).Pow(0.75) : default,
        ["log-cosh-dice"] = static pixels => Dice(pixels).LogCosh(),
        ["matthews-correlation"] = static pixels => 1 - Correlation(Tp(pixels) + Smooth, Fp(pixels) + Smooth, Fn(pixels) + Smooth, Sum(pixels, static x => No(x) * x.Q) + Smooth),
    };

    /// <summary>Evaluates value and gradient.</summary>
    public static (double[] Value, double[] Gradient) Evaluate(string loss, double[] logits, double[] labels)
    {
        PrecisePixel[] pixels = [.. logits.Zip(labels, static (z, y) => new PrecisePixel(z, y))];
        PrecisePixel[] constant = [.. pixels.Select(static pixel => pixel.WithoutSlope())];
        double[] gradient = [.. pixels.Select((pixel, i) => All[loss]([.. constant[..i], pixel, .. constant[(i + 1)..]]).Slope.High)];
        return ([All[loss](constant).Value.High], gradient);
    }

    private static Dual Dice(PrecisePixel[] pixels) => Fp(pixels) + Fn(pixels) is var errors ? errors / ((2 * Tp(pixels)) + errors + Smooth) : default;

    private static Dual Correlation(Dual tp, Dual fp, Dual fn, Dual tn) => ((tp * tn) - (fp * fn)) / ((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)).Sqrt();

    private static Dual Tp(PrecisePixel[] pixels) => Sum(pixels, static x => x.Y * x.P);

    private static Dual Fp(PrecisePixel[] pixels) => Sum(pixels, static x => No(x) * x.P);

    private static Dual Fn(PrecisePixel[] pixels) => Sum(pixels, static x => x.Y * x.Q);

    private static Dual Sum(PrecisePixel[] pixels, Func<PrecisePixel, Dual> term) => pixels.Select(term).Aggregate(static (sum, next) => sum + next);

    // 1 - y of a soft label, rounded to float64, would be an error of the oracle.
    private static Dual No(PrecisePixel pixel) => new((DoubleDouble)1 - pixel.Y, 0);
}
