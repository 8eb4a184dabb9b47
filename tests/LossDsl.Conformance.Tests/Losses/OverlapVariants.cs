using LossDsl.Conformance.Oracles;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Losses;

/// <summary>Transcriptions of the variants of Dice and Jaccard losses, from the equations of their papers, with smoothing added to numerator and denominator.</summary>
internal static class OverlapVariants
{
    public static Dictionary<string, Func<TensorRegions, Func<string, double>, Tensor>> All { get; } = new()
    {
        // Wang et al. 2023, arXiv:2302.05666, eq. 4 and 5, and arXiv:2303.16296: |x|, |y| and |x - y| are L1 norms.
        ["jaccard-metric-1"] = static (t, h) => 1 - (Volumes(t) - Distance(t) + 2 * h("smooth")) / (Volumes(t) + Distance(t) + 2 * h("smooth")),
        ["jaccard-metric-2"] = static (t, h) => 1 - (t.Sum(t.P * t.Y) + h("smooth")) / (t.Sum(t.P * t.Y) + Distance(t) + h("smooth")),
        ["dice-semimetric-1"] = static (t, h) => 1 - (Volumes(t) - Distance(t) + h("smooth")) / (Volumes(t) + h("smooth")),
        ["dice-semimetric-2"] = static (t, h) => 1 - (2 * t.Sum(t.P * t.Y) + h("smooth")) / (2 * t.Sum(t.P * t.Y) + Distance(t) + h("smooth")),

        // Wang et al. 2020, eq. 7.
        ["noise-robust-dice"] = static (t, h) => t.Sum((t.P - t.Y).abs().PowOrZero(h("gamma"))) / (t.Sum(t.P.square()) + t.Sum(t.Y.square()) + h("smooth")),

        // Yeung et al. 2023, eq. 11.
        ["dice-plus-plus"] = static (t, h) =>
        {
            var hits = 2 * t.Sum(t.P * t.Y) + h("smooth");
            return 1 - hits / (hits + t.Sum((t.Q * t.Y).PowOrZero(h("gamma"))) + t.Sum((t.P * (1 - t.Y)).PowOrZero(h("gamma"))));
        },

        // Kato and Hotta 2023, eq. 5 and 6: the cosine of prediction and target, with one more element √smooth in both.
        ["t-vmf-dice"] = static (t, h) =>
        {
            var cosine = (t.Sum(t.P * t.Y) + h("smooth")) / ((t.Sum(t.P.square()) + h("smooth")) * (t.Sum(t.Y.square()) + h("smooth"))).sqrt();
            return (1 - ((1 + cosine) / (1 + h("kappa") * (1 - cosine)) - 1)).square();
        },

        ["log-cosh-tversky"] = static (t, h) => RegionLosses.Tversky(t, h("fpWeight"), h("fnWeight"), h("smooth")).cosh().log(),

        // Wong et al. 2018, eq. 2.
        ["exponential-dice"] = static (t, h) => (-(1 - RegionLosses.Dice(t, h("smooth"), h("smooth"))).log()).PowOrZero(h("exponent")),

        // Kervadec et al. 2019, arXiv:1805.04628, eq. 3, for shares of the image.
        ["size-constraint"] = static (t, h) =>
        {
            var (size, target) = (t.Sum(t.P), t.Sum(t.Y));
            var (low, high) = (h("lower") * target, h("upper") * target);
            return where(size.lt(low), (size - low).square(), where(size.gt(high), (size - high).square(), zeros_like(size))) / t.N.clamp(min: 1).square();
        },

        // Dice whose pixels weigh as in Caliva et al. 2019.
        ["distance-weighted-dice"] = static (t, h) =>
        {
            var weight = h("bias") + t.Distance(Of.Target, DistanceKind.Inverted);
            return 1 - (2 * t.Sum(weight * t.P * t.Y) + h("smooth")) / (t.Sum(weight * (t.P + t.Y)) + h("smooth"));
        },

        ["log-hausdorff"] = static (t, h) => BoundaryLosses.All["hausdorff"](t, h).log1p(),
        ["dice-boundary"] = static (t, h) => h("diceWeight") * RegionLosses.Dice(t, h("smooth"), h("smooth")) + h("boundaryWeight") * BoundaryLosses.All["boundary"](t, h),
    };

    private static Tensor Volumes(TensorRegions t) => t.Sum(t.P) + t.Sum(t.Y);

    private static Tensor Distance(TensorRegions t) => t.Sum((t.P - t.Y).abs());
}
