using LossDsl.Conformance.Oracles;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Losses;

/// <summary>The losses of the catalog with their transcriptions, each in variants of hyperparameters: the defaults first.</summary>
internal static class ReferenceLosses
{
    private static readonly Dictionary<string, Func<TensorRegions, Func<string, double>, Tensor>> Transcriptions = PixelLosses.All
        .Concat(RegionLosses.All)
        .Concat(CompoundLosses.All)
        .Concat(BoundaryLosses.All)
        .Concat(SkeletonLosses.All)
        .Concat(FocalVariants.All)
        .Concat(OverlapVariants.All)
        .Concat(OrderLosses.All)
        .Concat(SimilarityLosses.All)
        .Concat(CalibrationLosses.All)
        .Concat(ClassDistanceLosses.All)
        .ToDictionary();

    public static ILookup<string, ReferenceLoss> ByName { get; } = LossDsl.Losses.LossCatalog.All
        .SelectMany(static entry => Variants(entry.Metadata)
            .DistinctBy(static hyperparameters => string.Join(",", hyperparameters))
            .Select(hyperparameters => new ReferenceLoss(entry.Metadata.Name, hyperparameters, Transcriptions[entry.Metadata.Name])))
        .ToLookup(static loss => loss.Name);

    public static IEnumerable<ReferenceLoss> Defaults => ByName.Select(static variants => variants.First());

    /// <summary>Returns a variant for the smallest and the largest value of each hyperparameter, the others at their defaults.</summary>
    public static IEnumerable<ReferenceLoss> Extremes(string loss) =>
        from h in LossDsl.Losses.LossCatalog.All[loss].Metadata.Hyperparameters
        from extreme in new[] { h.Minimum, h.Maximum }
        select new ReferenceLoss(loss, new Dictionary<string, double> { [h.Name] = extreme }, Transcriptions[loss]);

    private static Dictionary<string, double>[] Variants(LossMetadata loss) => [[], Varied(loss), .. Chosen(loss.Name)];

    /// <summary>Returns every hyperparameter moved halfway towards its maximum, by at most 0.5.</summary>
    private static Dictionary<string, double> Varied(LossMetadata loss) =>
        loss.Hyperparameters.ToDictionary(static h => h.Name, static h => h.Default + 0.5 * Math.Min(1, h.Maximum - h.Default));

    private static Dictionary<string, double>[] Chosen(string loss) => loss switch
    {
        "dice" or "log-cosh-dice" => [new() { ["smoothNumerator"] = 0.25, ["smoothDenominator"] = 3 }, new() { ["smoothNumerator"] = 0, ["smoothDenominator"] = 1e-3 }],
        "tversky" => [new() { ["fpWeight"] = 1, ["fnWeight"] = 0, ["smooth"] = 0.1 }, new() { ["fpWeight"] = 0.2, ["fnWeight"] = 0.9, ["smooth"] = 2 }],
        "focal-tversky" => [new() { ["exponent"] = 1, ["smooth"] = 0.01 }, new() { ["exponent"] = 2, ["smooth"] = 1 }],
        "sensitivity-specificity" => [new() { ["sensitivityWeight"] = 0, ["smooth"] = 0.1 }, new() { ["sensitivityWeight"] = 1, ["smooth"] = 0.1 }],
        "focal" or "softmax-focal" => [new() { ["gamma"] = 0 }, new() { ["gamma"] = 0.5 }, new() { ["gamma"] = 1 }],
        "generalized-dice" => [new() { ["volumeExponent"] = 1 }, new() { ["volumeExponent"] = 0, ["smooth"] = 1 }],
        "hausdorff" or "one-sided-hausdorff" => [new() { ["exponent"] = 1 }],
        "top-k-cross-entropy" or "dice-top-k" => [new() { ["share"] = 0.4 }, new() { ["share"] = 0.01 }],
        "ohem-cross-entropy" => [new() { ["threshold"] = 0.3, ["share"] = 0.4 }, new() { ["threshold"] = 0.5, ["share"] = 0 }],
        "hausdorff-erosion" => [new() { ["exponent"] = 1, ["erosions"] = 3, ["gain"] = 1 }],
        "mbls" => [new() { ["margin"] = 0.3, ["penaltyWeight"] = 1 }],
        "exponential-logarithmic" => [new() { ["diceExponent"] = 1, ["crossExponent"] = 1 }],
        _ => [],
    };
}
