namespace LossDsl.Conformance.Hazards;

/// <summary>Hazard table rows of the losses that are means over pixels. These losses keep a gradient at pixels that are surely wrong.</summary>
internal static class PixelRows
{
    public static Dictionary<string, HazardRow> All { get; } = new()
    {
        ["binary-cross-entropy"] = CrossEntropy(1, 1),
        ["cross-entropy"] = CrossEntropy(1, 1) with { IsSoftmax = true },
        ["weighted-cross-entropy"] = CrossEntropy(2, 1) with { Hyperparameters = new() { ["foregroundWeight"] = 2 } },

        // β is kept in [0.05, 0.95]. The literal β would be 0 or 1 for an empty or full mask, and errors would cost nothing. In the right and wrong cases a quarter of the
        // pixels are foreground.
        ["balanced-cross-entropy"] = new(0.05 * CrossEntropy(1, 1).Empty, 0.05 * CrossEntropy(1, 1).Full, HazardCell.Nothing, CrossEntropy(0.75, 0.25).Wrong),
        ["balanced-cross-entropy-survey-literal"] = new(HazardCell.Nothing, HazardCell.Nothing, HazardCell.Nothing, CrossEntropy(0.75, 0.25).Wrong),

        ["focal"] = Focal(0.25, 0.75, 2),
        ["softmax-focal"] = Focal(1, 1, 2) with { IsSoftmax = true },
        ["poly"] = CrossEntropy(1, 1) + new HazardRow(
            new(static s => s.SumP / s.N, static (s, i) => s.PQ(i) / s.N),
            new(static s => s.SumQ / s.N, static (s, i) => -s.PQ(i) / s.N),
            HazardCell.Nothing,
            HazardCell.Constant(static _ => 1)),
    };

    /// <summary>
    /// Returns the row of weighted cross-entropy. Its value is a mean of softplus for a mask of one class, 0 for a right prediction, and the size of the logit for a wrong
    /// one.
    /// </summary>
    public static HazardRow CrossEntropy(double ofForeground, double ofBackground) => new(
        new(s => ofBackground * s.Mean(s.IfBackground), (s, i) => ofBackground * s.P(i) / s.N),
        new(s => ofForeground * s.Mean(s.IfForeground), (s, i) => -ofForeground * s.Q(i) / s.N),
        HazardCell.Nothing,
        new(s => s.Size * (ofForeground * s.Y + ofBackground * s.Others) / s.N, (s, i) => (s.Label(i) == 1 ? -ofForeground : ofBackground) / s.N));

    /// <summary>Returns the row of the focal loss. No γ makes it singular: the derivative of q^γ log p by the logit has no quotient.</summary>
    public static HazardRow Focal(double ofForeground, double ofBackground, double gamma) => CrossEntropy(ofForeground, ofBackground) with
    {
        Empty = new(
            s => ofBackground * s.Mean(i => Math.Pow(s.P(i), gamma) * s.IfBackground(i)),
            (s, i) => ofBackground * Math.Pow(s.P(i), gamma) * (s.P(i) + gamma * s.Q(i) * s.IfBackground(i)) / s.N),
        Full = new(
            s => ofForeground * s.Mean(i => Math.Pow(s.Q(i), gamma) * s.IfForeground(i)),
            (s, i) => -ofForeground * Math.Pow(s.Q(i), gamma) * (s.Q(i) + gamma * s.P(i) * s.IfForeground(i)) / s.N),
    };
}
