namespace UNetTrainer.Statistics;

/// <summary>Correction of p values for several tests by Holm's step-down method, which keeps the probability of any false positive below the level. Source: Holm 1979, Scandinavian Journal of Statistics 6(2).</summary>
internal static class HolmCorrection
{
    /// <summary>Returns corrected p values in [0, 1], in the order given. NaN stands for a test that was not possible: it stays NaN and does not count as a test.</summary>
    public static double[] Apply(IReadOnlyList<double> p)
    {
        var order = Enumerable.Range(0, p.Count).Where(i => !double.IsNaN(p[i])).OrderBy(i => p[i]).ToArray();
        var corrected = Enumerable.Repeat(double.NaN, p.Count).ToArray();
        var largest = 0.0;
        for (var rank = 0; rank < order.Length; rank++)
        {
            largest = Math.Max(largest, Math.Min(1, (order.Length - rank) * p[order[rank]]));
            corrected[order[rank]] = largest;
        }

        return corrected;
    }
}
