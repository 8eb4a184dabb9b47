using UNetTrainer.Training;

namespace UNetTrainer.Runs;

/// <summary>Figures of one class over all test cases: pooled, and as means over the cases and over the slices that have the class.</summary>
/// <param name="Class">Name of the class.</param>
/// <param name="Pooled">Counts of the pixels of all cases together.</param>
/// <param name="Cases">Means over cases.</param>
/// <param name="Slices">Means over slices.</param>
/// <param name="Hausdorff95">Mean over cases of the 95th percentile of the Hausdorff distance; cases without true or predicted surface are left out.</param>
/// <param name="SurfaceDice">Mean over cases of the normalised surface Dice.</param>
/// <param name="Unit">Unit of distances: mm, or pixels where files state no spacing.</param>
/// <param name="HealthyCases">False positives of the cases without the class.</param>
/// <param name="HealthySlices">False positives of the slices without the class.</param>
internal sealed record ClassFigures(
    string Class, Confusion Pooled, OverlapMeans Cases, OverlapMeans Slices, Mean Hausdorff95, Mean SurfaceDice, string Unit, HealthyFigures HealthyCases, HealthyFigures HealthySlices)
{
    /// <summary>Computes the figures of every class.</summary>
    public static IReadOnlyList<ClassFigures> Compute(IReadOnlyList<CaseResult> cases, IReadOnlyList<SliceResult> slices) =>
        [.. cases.GroupBy(static c => c.Class).Select(g => Create(g.Key, [.. g], [.. slices.SelectMany(static s => s.Classes).Where(c => c.Class == g.Key).Select(static c => c.Confusion)]))];

    private static ClassFigures Create(string name, IReadOnlyList<CaseResult> cases, IReadOnlyList<Confusion> slices) => new(
        name,
        Confusion.Sum(cases.Select(static c => c.Confusion)),
        OverlapMeans.Compute([.. cases.Select(static c => c.Confusion)]),
        OverlapMeans.Compute(slices),
        Mean.Compute(cases.Select(static c => c.Surface.Hausdorff95)),
        Mean.Compute(cases.Select(static c => c.Surface.SurfaceDice)),
        string.Join(" or ", cases.Select(static c => c.Unit).Distinct()),
        HealthyFigures.Compute(cases.Select(static c => (c.Confusion, c.FalsePositiveMl))),
        HealthyFigures.Compute(slices.Select(static s => (s, double.NaN))));
}

/// <summary>Means of the figures of overlap.</summary>
internal sealed record OverlapMeans(Mean Dice, Mean Sensitivity, Mean Specificity)
{
    /// <summary>Computes the means over several sets of pixels.</summary>
    public static OverlapMeans Compute(IReadOnlyList<Confusion> counts) => new(
        Mean.Compute(counts.Select(static c => c.Dice)), Mean.Compute(counts.Select(static c => c.Sensitivity)), Mean.Compute(counts.Select(static c => c.Specificity)));
}
