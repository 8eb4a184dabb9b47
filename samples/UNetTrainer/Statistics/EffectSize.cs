namespace UNetTrainer.Statistics;

/// <summary>Size of a paired difference without a unit.</summary>
/// <param name="RankBiserial">
/// Matched-pairs rank-biserial correlation in [-1, 1]: the share of the rank sum that favours the loss minus the share that favours the baseline; 0 if all differences are 0, NaN for no case.
/// Source: Kerby 2014, Comprehensive Psychology 3.
/// </param>
/// <param name="StandardizedMean">Cohen's d_z: mean over standard deviation of the differences; NaN if the deviation is 0 or unknown. Source: Cohen 1988, Statistical Power Analysis, section 2.3.5.</param>
internal sealed record EffectSize(double RankBiserial, double StandardizedMean)
{
    /// <summary>Computes both sizes.</summary>
    public static EffectSize Compute(PairedDifferences differences)
    {
        var ranks = SignedRanks.Compute(differences.Values);
        var correlation = ranks.Total > 0 ? ((2.0 * ranks.Positive) - ranks.Total) / ranks.Total : differences.Values.Count > 0 ? 0 : double.NaN;
        return new(correlation, differences.Deviation > 0 ? differences.Mean / differences.Deviation : double.NaN);
    }
}
