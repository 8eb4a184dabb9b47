using LossDsl.Conformance.Cases;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Digits;

/// <summary>
/// Tests that value and gradient of every loss in <see cref="ErrorSpellings"/> have the significant digits of float32 at sure predictions, however the formula is spelled.
/// </summary>
public sealed class SurePredictionTests : IDisposable
{
    // More pixels than a register of any width holds, and a remainder.
    private const int Pixels = 19;

    private readonly DisposeScope scope = NewDisposeScope();

    /// <summary>Functions that compute the exact value and its derivative by the logit from p, q = 1 - p, y and the logit z, for each loss.</summary>
    private static readonly IReadOnlyDictionary<FormulaLoss, Func<double, double, double, double, (double Value, double Slope)>> Expected = All();

    public static TheoryData<string> Losses => [.. Expected.Keys.Select(static loss => loss.Metadata.Name)];

    public void Dispose() => scope.Dispose();

    [Theory]
    [MemberData(nameof(Losses))]
    public void Value_and_gradient_keep_their_significant_digits(string name)
    {
        var (loss, expected) = Expected.Single(pair => pair.Key.Metadata.Name == name);
        // For larger logits p or q underflows in float32; its logarithm does not.
        double[] logits = name.Contains("logarithm", StringComparison.Ordinal) ? [-110, -30, -17, -3, 3, 17, 30, 110] : [-30, -17, -3, 3, 17, 30];
        foreach (var backend in new[] { Backend.Automatic, Backend.Tensors })
        {
            foreach (var (z, y) in logits.SelectMany(static _ => new[] { 0, 1, 0.3, 0.9 }, static (z, y) => (z, y)))
            {
                var (p, q) = (1 / (1 + Math.Exp(-z)), 1 / (1 + Math.Exp(z)));
                var (value, slope) = expected(p, q, (float)y, z);
                var module = LossDsl.Conformance.Tests.LossCatalog.All[loss.Metadata.Name].Create(options: new() { Backend = backend });

                var actual = module.ValueAndGradient(full([1, 1, Pixels], z, float32), full([1, 1, Pixels], y, float32));

                var at = $"{backend}, z = {z}, y = {y}";
                Near(value, actual.Value.item<float>(), y is 0 or 1 ? 0 : 1e-7, $"value, {at}");
                Assert.All(Numbers.Of(actual.Gradient * Pixels), found => Near(slope, found, 1e-7 * p * q, $"gradient, {at}"));
            }
        }
    }

    private static void Near(double expected, double actual, double unit, string what) => Assert.True(
        expected == actual || Math.Abs(expected - actual) <= (2e-6 * Math.Abs(expected)) + unit + 1e-40, $"{what}: {actual:R} instead of {expected:R}");

    private static Dictionary<FormulaLoss, Func<double, double, double, double, (double, double)>> All()
    {
        var (linear, distance) = (Root(Linear), Root(Distance));
        return new()
        {
            [new ErrorSpellings.Complement()] = linear,
            [new ErrorSpellings.Subtracted()] = linear,
            [new ErrorSpellings.Expanded()] = linear,
            [new ErrorSpellings.Local()] = linear,
            [new ErrorSpellings.Squared()] = linear,
            [new ErrorSpellings.Weighted()] = Root(static (p, q, y) => Linear(p, q, y) is var (t, slope) ? (2 * t, 2 * slope) : default),
            [new ErrorSpellings.Interpolated()] = linear,
            [new ErrorSpellings.Rooted()] = linear,
            [new ErrorSpellings.Stopped()] = static (p, q, y, z) => (Math.Sqrt(Linear(p, q, y).Value) * z, Math.Sqrt(Linear(p, q, y).Value)),
            [new ErrorSpellings.Distance()] = distance,
            [new ErrorSpellings.RootOfSquare()] = distance,
            [new ErrorSpellings.LargerSide()] = distance,
            [new ErrorSpellings.OfLabel()] = Root(static (p, q, y) => y == 1 ? (q, -p * q) : (p, p * q)),
            [new ErrorSpellings.OfHalf()] = Root(static (p, q, y) => y > 0.5 ? (q, -p * q) : (p, p * q)),
            [new ErrorSpellings.Minimum()] = Root(Smaller),
            [new ErrorSpellings.Maximum()] = Root(Smaller),
            [new ErrorSpellings.Certainty()] = Root(Smaller),
            [new ErrorSpellings.Similarity()] = Root(Similarity),
            [new ErrorSpellings.Plain()] = static (p, q, y, _) => Linear(p, q, y),
            [new ErrorSpellings.PlainDistance()] = static (p, q, y, _) => Distance(p, q, y),
            [new ErrorSpellings.PlainSimilarity()] = static (p, q, y, _) => Similarity(p, q, y),
            [new ErrorSpellings.Logarithm()] = static (p, q, y, z) => (y == 1 ? LossMath.Softplus(z) : y == 0 ? 0 : -Math.Log(Rest(p, q, y)), y * p * q / Rest(p, q, y)),
            [new ErrorSpellings.LogarithmOfComplement()] = static (p, q, y, z) => (y == 1 ? LossMath.Softplus(z) : y == 0 ? 0 : -Math.Log(Rest(p, q, y)), y * p * q / Rest(p, q, y)),
            [new ErrorSpellings.LogarithmOfPart()] = static (p, q, y, z) => (y == 1 ? LossMath.Softplus(-z) : y == 0 ? LossMath.Softplus(z) : -Math.Log((y * p) + ((1 - y) * q)), Linear(p, q, y).Slope / ((y * p) + ((1 - y) * q))),
            [new ErrorSpellings.LogarithmOfChoice()] = static (_, _, y, z) => y > 0.5 ? (LossMath.Softplus(-z), -1 / (1 + Math.Exp(z))) : (LossMath.Softplus(z), 1 / (1 + Math.Exp(-z))),
            [new ErrorSpellings.LogarithmOfSmaller()] = static (p, q, _, z) => (LossMath.Softplus(Math.Abs(z)), p < q ? -q : p),
            [new ErrorSpellings.Quotient()] = static (p, q, y, _) => (1 / Rest(p, q, y), y * p * q / Math.Pow(Rest(p, q, y), 2)),
            [new ErrorSpellings.Power()] = Root(static (p, q, y) => ((y * q * (1 + p)) + ((1 - y) * p * (1 + q)), ((-2 * y * p) + (2 * (1 - y) * q)) * p * q)),
        };
    }

    /// <summary>The error y q + (1 - y) p = 1 - (y p + (1 - y) q), and its derivative by the logit.</summary>
    private static (double Value, double Slope) Linear(double p, double q, double y) => ((y * q) + ((1 - y) * p), (1 - (2 * y)) * p * q);

    /// <summary>The distance |y - p|, and its derivative by the logit.</summary>
    private static (double Value, double Slope) Distance(double p, double q, double y) => (y * q) - ((1 - y) * p) is var u ? (Math.Abs(u), -Math.Sign(u) * p * q) : default;

    /// <summary>The smaller of p and q, and its derivative by the logit.</summary>
    private static (double Value, double Slope) Smaller(double p, double q, double y) => p < q ? (p, p * q) : (q, -p * q);

    /// <summary>The similarity 1 - |p - y|, and its derivative by the logit.</summary>
    private static (double Value, double Slope) Similarity(double p, double q, double y) => (y * q) - ((1 - y) * p) is var u && u > 0
        ? ((y * p) + ((1 - y) * (1 + p)), p * q)
        : (q + y, -p * q);

    /// <summary>The difference 1 - y p.</summary>
    private static double Rest(double p, double q, double y) => q + ((1 - y) * p);

    /// <summary>Returns the square root of an error function, with its derivative by the logit.</summary>
    private static Func<double, double, double, double, (double Value, double Slope)> Root(Func<double, double, double, (double Value, double Slope)> error) =>
        (p, q, y, _) => error(p, q, y) is var (value, slope) ? (Math.Sqrt(value), 0.5 * slope / Math.Sqrt(value)) : default;
}
