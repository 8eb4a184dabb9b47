using LossDsl.Conformance.Oracles;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Losses;

/// <summary>Transcriptions of the variants of the focal loss, from the equations of their papers.</summary>
internal static class FocalVariants
{
    public static Dictionary<string, Func<TensorRegions, Func<string, double>, Tensor>> All { get; } = new()
    {
        // Sofiiuk et al. 2019, eq. 5: the focal loss divided by the sum of (1 - pt)^gamma.
        ["normalized-focal"] = static (t, h) =>
            t.Sum(PixelLosses.Focal(t, h("alpha"), h("gamma"))) / t.Sum(t.Y * t.Q.pow(h("gamma")) + (1 - t.Y) * t.P.pow(h("gamma"))).clamp(min: h("floor")),

        // Sergievskiy and Ponamarev 2019, eq. 2: the factor is 1 where pt is below the threshold.
        ["reduced-focal"] = static (t, h) => t.Mean(
            -h("alpha") * t.Y * Reduced(t.P, t.Q, h) * t.LogP - (1 - h("alpha")) * (1 - t.Y) * Reduced(t.Q, t.P, h) * t.LogQ),

        // Ridnik et al. 2021, eq. 4, 5 and 7: p is shifted by the margin where the label is 0.
        ["asymmetric"] = static (t, h) =>
        {
            var shifted = (t.P - h("margin")).clamp(min: 0);
            return t.Mean(-t.Y * t.Q.pow(h("foregroundGamma")) * t.LogP - (1 - t.Y) * shifted.PowOrZero(h("backgroundGamma")) * (1 - shifted).log());
        },

        // Leng et al. 2022: the focal loss with the first term of its series changed by epsilon.
        ["poly-focal"] = static (t, h) =>
            t.Mean(PixelLosses.Focal(t, h("alpha"), h("gamma")) + h("epsilon") * (t.Y * t.Q + (1 - t.Y) * t.P).pow(h("gamma") + 1)),

        // Zhang et al. 2021, eq. 2: a target above 0 weighs its cross-entropy by itself.
        ["varifocal"] = static (t, h) => t.Mean(where(t.Y.gt(0), t.Y * PixelLosses.CrossEntropy(t), -h("alpha") * t.P.pow(h("gamma")) * t.LogQ)),

        // Li et al. 2020, eq. 2.
        ["quality-focal"] = static (t, h) => t.Mean((t.Y - t.P).abs().PowOrZero(h("beta")) * PixelLosses.CrossEntropy(t)),
    };

    private static Tensor Reduced(Tensor right, Tensor wrong, Func<string, double> h) => where(right.lt(h("threshold")), ones_like(wrong), (wrong / h("threshold")).pow(h("gamma")));
}
