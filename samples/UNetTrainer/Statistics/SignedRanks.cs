namespace UNetTrainer.Statistics;

/// <summary>Ranks of the absolute differences, without zeros; equal ones share the mean of their ranks. Source: Wilcoxon 1945, Biometrics Bulletin 1(6).</summary>
/// <param name="Doubled">Twice the rank of each difference that is not 0: whole numbers, even for ties.</param>
/// <param name="Positive">Sum of the doubled ranks of positive differences.</param>
internal sealed record SignedRanks(IReadOnlyList<int> Doubled, long Positive)
{
    /// <summary>Sum of all doubled ranks: n (n + 1).</summary>
    public long Total => (long)Doubled.Count * (Doubled.Count + 1);

    /// <summary>Ranks the differences.</summary>
    public static SignedRanks Compute(IEnumerable<double> differences)
    {
        var sorted = differences.Where(static d => d != 0).OrderBy(Math.Abs).ToArray();
        var doubled = new int[sorted.Length];
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && Math.Abs(sorted[end]) == Math.Abs(sorted[start]))
            {
                end++;
            }

            // Ranks start + 1 to end have the mean (start + 1 + end) / 2.
            Array.Fill(doubled, start + 1 + end, start, end - start);
            start = end;
        }

        return new(doubled, sorted.Zip(doubled).Sum(static pair => pair.First > 0 ? (long)pair.Second : 0));
    }
}
