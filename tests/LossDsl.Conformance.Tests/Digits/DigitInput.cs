using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Digits;

/// <summary>Logits and target by which digits are measured. Both are rounded to the measured type and held in float64, so that the oracle reads the same numbers.</summary>
/// <param name="Activation">The activation.</param>
/// <param name="Saturated">Cell of the hazard grid; null for random input.</param>
/// <param name="Logits">[1, C, 9, 7], float64.</param>
/// <param name="Target">[1, C, 9, 7], float64.</param>
internal sealed record DigitInput(Activation Activation, SaturatedInput? Saturated, Tensor Logits, Tensor Target)
{
    // An ordinary logit; a sure one, whose 1 - p is less than float32 can tell from 0 beside 1; and one at the limit, whose 1 - p is 0 in float64 too. None is between 87 and 104,
    // where a p of float32 is subnormal and has fewer digits, nor above, where it is 0 and that of float64 is not.
    private static readonly double[] Limits = [4, 30, 1e4];

    /// <summary>Whether sure logits are so large that 1 - p, computed as a difference, is 0 in float32, but not so large that it is 0.</summary>
    public bool IsSure => Saturated?.Limit == 30;

    /// <summary>Draws the hazard grid, and three random inputs of each kind of target.</summary>
    public static IEnumerable<DigitInput> Draw(ScalarType type, Activation activation)
    {
        var random = new Random(7);
        // More pixels than a register of any width holds, and a remainder.
        long[] shape = [1, activation == Activation.Softmax ? 3 : 1, 9, 7];
        // Given probabilities have no limit: sure ones are 0 and 1.
        foreach (var saturated in SaturatedInput.All(activation == Activation.None ? Limits[..1] : Limits))
        {
            yield return Rounded(type, activation, saturated, saturated.Draw(shape, activation, random));
        }

        foreach (var kind in Enumerable.Repeat(Enum.GetValues<TargetKind>(), 3).SelectMany(static kinds => kinds))
        {
            yield return Rounded(type, activation, null, (RandomInput.Logits(shape, activation, random), RandomInput.Target(shape, activation, kind, random)));
        }
    }

    public override string ToString() => $"{Activation}, {Saturated?.ToString() ?? "random"}";

    private static DigitInput Rounded(ScalarType type, Activation activation, SaturatedInput? saturated, (Tensor Logits, Tensor Target) drawn) =>
        new(activation, saturated, drawn.Logits.to_type(type).to_type(float64), drawn.Target.to_type(type).to_type(float64));
}
