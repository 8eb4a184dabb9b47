using LossDsl.Conformance.Oracles;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Losses;

/// <summary>Transcriptions of the losses that calibrate probabilities: by a penalty on logits, or by labels that are smoothed, as in their authors' code.</summary>
internal static class CalibrationLosses
{
    public static Dictionary<string, Func<TensorRegions, Func<string, double>, Tensor>> All { get; } = new()
    {
        // Not relu: at a difference that is the margin, both branches share the derivative.
        ["mbls"] = static (t, h) => WithPenalty(t, maximum(t.LargestOfClasses(t.X) - t.X - h("margin"), zeros_like(t.X)), h("penaltyWeight")),
        ["nacl"] = static (t, h) => WithPenalty(t, (t.MeanWithZeros(t.Y, 3, isCross: false) - t.X).abs(), h("penaltyWeight")),
        ["svls"] = static (t, h) => t.ClassSum(t.ClassWeight * t.Mean(-Smoothed(t) * t.LogP)),
    };

    private static Tensor WithPenalty(TensorRegions t, Tensor penalty, double weight) => PixelLosses.OfClasses(t) + weight * t.ClassMean(t.Mean(penalty));

    // A Gaussian window in which the pixel weighs as much as its neighbours together. Of the weights of one dimension the pixel has a share of 1 / (1 + 2 exp(-1/2)).
    private static Tensor Smoothed(TensorRegions t)
    {
        var own = Math.Pow(1 + 2 * Math.Exp(-0.5), 2 - t.P.dim());
        var (labels, weights) = (t.Local(t.Y, 3, 1) - own * t.Y, t.Local(ones_like(t.P), 3, 1) - own);
        return where(weights.gt(1e-6), (t.Y + labels / weights.clamp(min: 1e-6)) / 2, t.Y);
    }
}
