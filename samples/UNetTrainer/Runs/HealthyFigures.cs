using UNetTrainer.Training;

namespace UNetTrainer.Runs;

/// <summary>False positives of the cases, or slices, that lack a class: Dice says nothing there.</summary>
/// <param name="Count">Number of cases without the class.</param>
/// <param name="WithFalsePositives">Number of these in which the network finds some.</param>
/// <param name="FalsePositives">Voxels, over all of them.</param>
/// <param name="FalsePositiveMl">Volume of these in ml; NaN if a case states no spacing.</param>
internal sealed record HealthyFigures(int Count, int WithFalsePositives, long FalsePositives, double FalsePositiveMl)
{
    /// <summary>Share of the cases with any false positive; NaN if there are none without the class.</summary>
    public double Share => (double)WithFalsePositives / Count;

    /// <summary>Counts the cases without foreground, each with the volume of its false positives.</summary>
    public static HealthyFigures Compute(IEnumerable<(Confusion Confusion, double Ml)> cases)
    {
        var healthy = cases.Where(static c => !c.Confusion.HasForeground).ToArray();
        return new(
            healthy.Length,
            healthy.Count(static c => c.Confusion.FalsePositives > 0),
            healthy.Sum(static c => c.Confusion.FalsePositives),
            healthy.Sum(static c => c.Ml));
    }
}
