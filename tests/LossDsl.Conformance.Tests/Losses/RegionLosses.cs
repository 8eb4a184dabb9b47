using LossDsl.Conformance.Oracles;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Losses;

/// <summary>Transcriptions of the losses that are functions of sums over a region.</summary>
internal static class RegionLosses
{
    public static Dictionary<string, Func<TensorRegions, Func<string, double>, Tensor>> All { get; } = new()
    {
        ["dice"] = static (t, h) => Dice(t, h("smoothNumerator"), h("smoothDenominator")),
        ["dice-survey-literal"] = static (t, h) => Dice(t, 1, 1),
        ["log-cosh-dice"] = static (t, h) => Dice(t, h("smoothNumerator"), h("smoothDenominator")).cosh().log(),
        ["jaccard"] = static (t, h) => 1 - (t.Tp + h("smooth")) / (t.Tp + t.Fp + t.Fn + h("smooth")),
        ["tversky"] = static (t, h) => Tversky(t, h("fpWeight"), h("fnWeight"), h("smooth")),
        ["tversky-survey-literal"] = static (t, h) => Tversky(t, h("beta"), 1 - h("beta"), 1),
        ["focal-tversky"] = static (t, h) => Tversky(t, h("fpWeight"), h("fnWeight"), h("smooth")).PowOrZero(h("exponent")),
        ["focal-tversky-survey-literal"] = static (t, h) => t.ClassSum(Tversky(t, h("beta"), 1 - h("beta"), h("smooth")).PowOrZero(h("gamma"))),
        ["sensitivity-specificity"] = static (t, h) => 1 - SensitivitySpecificity(t, h("sensitivityWeight"), h("smooth")),
        ["sensitivity-specificity-survey-literal"] = static (t, h) => SensitivitySpecificity(t, h("weight"), h("smooth")),
        ["squared-sensitivity-specificity"] = static (t, h) =>
            h("sensitivityWeight") * t.Sum(t.Y * (t.P - t.Y).square()) / (t.Sum(t.Y) + h("smooth"))
            + (1 - h("sensitivityWeight")) * t.Sum((1 - t.Y) * (t.P - t.Y).square()) / (t.Sum(1 - t.Y) + h("smooth")),
        ["squared-dice"] = static (t, h) => t.Sum((t.P - t.Y).square()) / (t.Sum(t.P.square() + t.Y.square()) + h("smooth")),
        ["matthews-correlation"] = static (t, h) =>
        {
            var (tp, fp, fn, tn) = (t.Tp + h("smooth"), t.Fp + h("smooth"), t.Fn + h("smooth"), t.Tn + h("smooth"));
            return 1 - (tp * tn - fp * fn) / ((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)).sqrt();
        },
        ["generalized-dice"] = static (t, h) =>
        {
            var weights = t.Sum(t.Y).clamp(min: 1).pow(-h("volumeExponent"));
            return t.ClassSum(weights * (t.Fp + t.Fn)) / (t.ClassSum(weights * (2 * t.Tp + t.Fp + t.Fn)) + h("smooth"));
        },
    };

    public static Tensor Dice(TensorRegions t, double smoothNumerator, double smoothDenominator) =>
        1 - (2 * t.Tp + smoothNumerator) / (2 * t.Tp + t.Fp + t.Fn + smoothDenominator);

    public static Tensor Tversky(TensorRegions t, double fpWeight, double fnWeight, double smooth) =>
        1 - (t.Tp + smooth) / (t.Tp + fpWeight * t.Fp + fnWeight * t.Fn + smooth);

    private static Tensor SensitivitySpecificity(TensorRegions t, double weight, double smooth) =>
        weight * (t.Tp + smooth) / (t.Tp + t.Fn + smooth) + (1 - weight) * (t.Tn + smooth) / (t.Tn + t.Fp + smooth);
}
