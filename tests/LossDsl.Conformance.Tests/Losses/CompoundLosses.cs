using LossDsl.Conformance.Oracles;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Losses;

/// <summary>Transcriptions of the losses that combine a mean over pixels with a function of soft counts.</summary>
internal static class CompoundLosses
{
    public static Dictionary<string, Func<TensorRegions, Func<string, double>, Tensor>> All { get; } = new()
    {
        ["combo"] = static (t, h) => h("alpha") * Weighted(t, h("beta")) + (1 - h("alpha")) * RegionLosses.Dice(t, h("smooth"), h("smooth")),
        ["combo-survey-literal"] = static (t, h) => h("alpha") * Weighted(t, h("beta")) - (1 - h("alpha")) * RegionLosses.Dice(t, 1, 1),
        ["dice-cross-entropy"] = static (t, h) =>
            h("diceWeight") * RegionLosses.Dice(t, h("smooth"), h("smooth")) + h("crossWeight") * t.Mean(PixelLosses.CrossEntropy(t)),
        ["dice-focal"] = static (t, h) =>
            h("diceWeight") * RegionLosses.Dice(t, h("smooth"), h("smooth")) + h("focalWeight") * t.Mean(PixelLosses.Focal(t, h("alpha"), h("gamma"))),
        ["dice-softmax-cross-entropy"] = static (t, h) =>
            h("diceWeight") * t.ClassMean(t.ClassWeightInMean * RegionLosses.Dice(t, h("smooth"), h("smooth"))) + h("crossWeight") * PixelLosses.OfClasses(t),
        ["exponential-logarithmic"] = static (t, h) =>
            h("diceWeight") * (-(1 - RegionLosses.Dice(t, h("smooth"), h("smooth"))).log()).PowOrZero(h("diceExponent"))
            + h("crossWeight") * t.Mean(
                t.ClassWeight * t.Y * (-t.LogP).pow(h("crossExponent")) + h("backgroundWeight") * (1 - t.Y) * (-t.LogQ).pow(h("crossExponent"))),
        ["asymmetric-unified-focal"] = static (t, h) =>
            h("focalWeight") * t.Mean(-h("delta") * t.Y * t.LogP - (1 - h("delta")) * (1 - t.Y) * t.P.pow(h("gamma")) * t.LogQ)
            + (1 - h("focalWeight")) / 2 * (1 - (t.Tn + h("smooth")) / (t.Tn + (1 - h("delta")) * t.Fn + h("delta") * t.Fp + h("smooth")))
            + (1 - h("focalWeight")) / 2 * RegionLosses.Tversky(t, 1 - h("delta"), h("delta"), h("smooth")).PowOrZero(1 - h("gamma")),
    };

    private static Tensor Weighted(TensorRegions t, double beta) => t.Mean(-(beta * t.Y * t.LogP + (1 - beta) * (1 - t.Y) * t.LogQ));
}
