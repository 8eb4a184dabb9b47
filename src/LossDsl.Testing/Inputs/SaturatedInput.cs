using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Testing.Inputs;

/// <summary>Input with saturated logits: a pattern of logits, the share of foreground, and the magnitude of the logits.</summary>
/// <param name="Pattern">The pattern of the logits.</param>
/// <param name="Foreground">The share of foreground pixels: 0 for an empty target, 1 for a full one.</param>
/// <param name="Limit">The magnitude of a sure logit. With the activation None, sure probabilities are 0 and 1 instead.</param>
internal sealed record SaturatedInput(Saturation Pattern, double Foreground, double Limit)
{
    /// <summary>Returns each pattern with no foreground, a quarter, and nothing else, for each magnitude of logits.</summary>
    public static IEnumerable<SaturatedInput> All(params double[] limits) =>
        from limit in limits
        from pattern in Enum.GetValues<Saturation>()
        from foreground in new[] { 0, 0.25, 1 }
        select new SaturatedInput(pattern, foreground, limit);

    /// <summary>
    /// Returns logits and target of a shape [B, C, ...], float64. The last class holds the pattern, the first its complement if there are two classes or more; classes between
    /// have no foreground and a logit (or given probability) of 0.
    /// </summary>
    public (Tensor Logits, Tensor Target) Draw(long[] shape, Activation activation, Random random)
    {
        long[] oneClass = [shape[0], 1, .. shape[2..]];
        var pixels = (int)oneClass.Aggregate(static (count, length) => count * length);
        double[] y = [.. Enumerable.Range(0, pixels).Select(i => i < Foreground * pixels ? 1.0 : 0)];
        var (logits, target) = (tensor([.. y.Select(label => Logit(label, activation, random))], oneClass), tensor(y, oneClass));
        var complement = activation == Activation.None ? 1 - logits : -logits;
        return (Classes(complement, logits, shape[1]), Classes(1 - target, target, shape[1]));
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Pattern} ±{Limit} (given probabilities: 0 and 1), {100 * Foreground}% foreground");

    private static Tensor Classes(Tensor first, Tensor last, long count) =>
        count == 1 ? last : cat([first, .. Enumerable.Repeat(zeros_like(last), (int)count - 2), last], 1);

    private double Logit(double label, Activation activation, Random random)
    {
        var (high, low, half) = activation == Activation.None ? (1.0, 0.0, 0.5) : (Limit, -Limit, 0.0);
        return Pattern switch
        {
            Saturation.Right => label == 1 ? high : low,
            Saturation.Wrong => label == 1 ? low : high,
            Saturation.AllHigh => high,
            Saturation.AllLow => low,
            Saturation.Undecided => half,
            _ => random.Next(3) switch { 0 => high, 1 => low, _ => random.NextDouble() },
        };
    }
}
