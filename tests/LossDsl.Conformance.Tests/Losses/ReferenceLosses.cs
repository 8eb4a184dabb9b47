using LossDsl.Conformance.Oracles;
using LossDsl.Losses;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Losses;

/// <summary>Every loss of the catalogue: first with its defaults, then with other hyperparameters.</summary>
internal static class ReferenceLosses
{
    public static ILookup<string, ReferenceLoss> ByName { get; } = new[]
    {
        Dice(1e-5, 1e-5), Dice(1, 1), Dice(0.25, 3), Dice(0, 1e-3),
        Jaccard(1e-5), Jaccard(1),
        Tversky(0.3, 0.7, 1e-5), Tversky(0.5, 0.5, 1), Tversky(1, 0, 0.1), Tversky(0.2, 0.9, 2),
        FocalTversky(0.3, 0.7, 0.75, 1e-5), FocalTversky(0.7, 0.3, 4.0 / 3, 1), FocalTversky(0.5, 0.5, 1, 0.01), FocalTversky(0.4, 0.6, 2, 1),
        LogCoshDice(1e-5, 1e-5), LogCoshDice(1, 2),
        SensitivitySpecificity(0.5, 1e-5), SensitivitySpecificity(0.8, 1), SensitivitySpecificity(0, 0.1), SensitivitySpecificity(1, 0.1),
    }.ToLookup(static loss => loss.Name);

    public static IEnumerable<ReferenceLoss> Defaults => ByName.Select(static variants => variants.First());

    public static ReferenceLoss Dice(double smoothNumerator, double smoothDenominator) => new(
        "dice",
        new Dictionary<string, double> { ["smoothNumerator"] = smoothNumerator, ["smoothDenominator"] = smoothDenominator },
        r => DiceLoss.Formula(r.Tp, r.Fp, r.Fn, smoothNumerator, smoothDenominator),
        t => 1 - (2 * t.Tp + smoothNumerator) / (2 * t.Tp + t.Fp + t.Fn + smoothDenominator));

    public static ReferenceLoss Jaccard(double smooth) => new(
        "jaccard",
        new Dictionary<string, double> { ["smooth"] = smooth },
        r => JaccardLoss.Formula(r.Tp, r.Fp, r.Fn, smooth),
        t => 1 - (t.Tp + smooth) / (t.Tp + t.Fp + t.Fn + smooth));

    public static ReferenceLoss Tversky(double fpWeight, double fnWeight, double smooth) => new(
        "tversky",
        new Dictionary<string, double> { ["fpWeight"] = fpWeight, ["fnWeight"] = fnWeight, ["smooth"] = smooth },
        r => TverskyLoss.Formula(r.Tp, r.Fp, r.Fn, fpWeight, fnWeight, smooth),
        t => Tversky(t, fpWeight, fnWeight, smooth));

    public static ReferenceLoss FocalTversky(double fpWeight, double fnWeight, double exponent, double smooth) => new(
        "focal-tversky",
        new Dictionary<string, double> { ["fpWeight"] = fpWeight, ["fnWeight"] = fnWeight, ["exponent"] = exponent, ["smooth"] = smooth },
        r => FocalTverskyLoss.Formula(r.Tp, r.Fp, r.Fn, fpWeight, fnWeight, exponent, smooth),
        t => Tversky(t, fpWeight, fnWeight, smooth).pow(exponent));

    public static ReferenceLoss LogCoshDice(double smoothNumerator, double smoothDenominator) => new(
        "log-cosh-dice",
        new Dictionary<string, double> { ["smoothNumerator"] = smoothNumerator, ["smoothDenominator"] = smoothDenominator },
        r => LogCoshDiceLoss.Formula(r.Tp, r.Fp, r.Fn, smoothNumerator, smoothDenominator),
        t => (1 - (2 * t.Tp + smoothNumerator) / (2 * t.Tp + t.Fp + t.Fn + smoothDenominator)).cosh().log());

    public static ReferenceLoss SensitivitySpecificity(double sensitivityWeight, double smooth) => new(
        "sensitivity-specificity",
        new Dictionary<string, double> { ["sensitivityWeight"] = sensitivityWeight, ["smooth"] = smooth },
        r => SensitivitySpecificityLoss.Formula(r.Tp, r.Fp, r.Fn, r.Tn, sensitivityWeight, smooth),
        t => sensitivityWeight * (1 - (t.Tp + smooth) / (t.Tp + t.Fn + smooth)) + (1 - sensitivityWeight) * (1 - (t.Tn + smooth) / (t.Tn + t.Fp + smooth)));

    private static Tensor Tversky(TensorRegions t, double fpWeight, double fnWeight, double smooth) =>
        1 - (t.Tp + smooth) / (t.Tp + fpWeight * t.Fp + fnWeight * t.Fn + smooth);
}
