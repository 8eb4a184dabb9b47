namespace LossDsl.Conformance.Hazards;

/// <summary>Hazard table rows of the Lovász extensions. Without foreground the first error alone costs; without background each costs 1/N.</summary>
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
            new(static s => Math.Max(1 + s.X(Largest(s)), 0), static (s, i) => i == Largest(s) && s.X(i) > -1 ? 1 : 0),
            new(static s => s.Mean(i => Math.Max(1 - s.X(i), 0)), static (s, i) => s.X(i) < 1 ? -1.0 / s.N : 0),
            HazardCell.Nothing,
            new(static s => 1 + s.Size, static (s, i) => s.Label(i) == 1 ? -1 / s.Y : 0)),
    };

    private static int Largest(Situation s) => Enumerable.Range(0, s.N).MaxBy(s.X);
}
