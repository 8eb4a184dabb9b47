namespace LossDsl.Conformance.Hazards;

/// <summary>
/// Hazard table rows of the losses that order pixels. Of the Lovász extensions, the first error alone costs without foreground; without background each costs 1/N. The others are means
/// of cross-entropy over hard pixels.
/// </summary>
internal static class OrderRows
{
    public static Dictionary<string, HazardRow> All { get; } = new()
    {
        // The largest error of a mask without foreground is that of one pixel, |0 - p|.
        ["lovasz-softmax"] = new(
            new(static s => s.P(Largest(s)), static (s, i) => i == Largest(s) ? s.PQ(i) : 0),
            new(static s => s.Mean(s.Q), static (s, i) => -s.PQ(i) / s.N),
            HazardCell.Nothing,
            HazardCell.Constant(static _ => 1)) { Zero = 1e-7 },

        // A surely wrong pixel has the error 1 + |x|. All are equal: the foreground comes first, and takes all of the steps.
        ["lovasz-hinge"] = new(
            new(static s => Math.Max(1 + s.Logit(Largest(s)), 0), static (s, i) => i == Largest(s) && s.Logit(i) > -1 ? 1 : 0),
            new(static s => s.Mean(i => Math.Max(1 - s.Logit(i), 0)), static (s, i) => s.Logit(i) < 1 ? -1.0 / s.N : 0),
            HazardCell.Nothing,
            new(static s => 1 + s.Size, static (s, i) => s.Label(i) == 1 ? -1 / s.Y : 0)),

        // A tenth of 64 pixels, rounded down. Slopes rise with the pixel, so that the last are the hardest without foreground, and the first without background.
        ["top-k-cross-entropy"] = TopK,
        ["dice-top-k"] = (0.5 * RegionRows.Dice(RegionRows.S) + 0.5 * CompoundRows.OfBackground(RegionRows.Dice(RegionRows.S)) + TopK) with { IsSoftmax = true },

        // Surely wrong pixels are all hard. Of surely right ones a sixteenth counts, which costs nothing.
        ["ohem-cross-entropy"] = CrossEntropyOf(
            static (s, i) => s.IfBackground(i) > Threshold, static (s, i) => s.IfForeground(i) > Threshold, PixelRows.CrossEntropy(1, 1).Wrong),
    };

    private static double Threshold { get; } = -Math.Log(0.7);

    // Surely wrong pixels are equally hard: the first count.
    private static HazardRow TopK => CrossEntropyOf(
        static (s, i) => i >= s.N - 6, static (s, i) => i < 6, new(static s => s.Size, static (s, i) => i < 6 ? (s.Label(i) == 1 ? -1 : 1) / 6.0 : 0));

    /// <summary>Returns the row of the mean cross-entropy of the pixels that count.</summary>
    private static HazardRow CrossEntropyOf(Func<Situation, int, bool> ifBackground, Func<Situation, int, bool> ifForeground, HazardCell wrong) => new(
        new(s => Sum(s, ifBackground, s.IfBackground) / Count(s, ifBackground), (s, i) => ifBackground(s, i) ? s.P(i) / Count(s, ifBackground) : 0),
        new(s => Sum(s, ifForeground, s.IfForeground) / Count(s, ifForeground), (s, i) => ifForeground(s, i) ? -s.Q(i) / Count(s, ifForeground) : 0),
        HazardCell.Nothing,
        wrong) { IsSoftmax = true };

    private static double Sum(Situation s, Func<Situation, int, bool> counts, Func<int, double> term) => s.Sum(i => counts(s, i) ? term(i) : 0);

    private static double Count(Situation s, Func<Situation, int, bool> counts) => s.Sum(i => counts(s, i) ? 1 : 0);

    private static int Largest(Situation s) => Enumerable.Range(0, s.N).MaxBy(s.Logit);
}
