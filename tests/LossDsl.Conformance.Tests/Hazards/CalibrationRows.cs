namespace LossDsl.Conformance.Hazards;

/// <summary>Hazard table rows of the losses that calibrate probabilities. Under softmax over two classes the logits are -z/2 and z/2.</summary>
internal static class CalibrationRows
{
    public static Dictionary<string, HazardRow> All { get; } = new()
    {
        ["mbls"] = Margin(),
        ["nacl"] = Neighbours(),
        ["svls"] = Smoothed(),
    };

    // A tenth of the mean over both classes: the smaller logit is |z| below the larger, of which 10 are free.
    private static HazardRow Margin() => (PixelRows.CrossEntropy(1, 1) + Everywhere(new(
        static s => 0.05 * s.Mean(i => Math.Max(Math.Abs(s.Logit(i)) - 10, 0)),
        static (s, i) => Math.Abs(s.Logit(i)) > 10 ? 0.05 * Math.Sign(s.Logit(i)) / s.N : 0))) with { IsSoftmax = true };

    // A tenth of the mean distance of both logits from the share of their class among 9 pixels.
    private static HazardRow Neighbours() => PixelRows.CrossEntropy(1, 1).Each(static cross => new(
        static s => s.Mean(i => (s.Label(i) == 1 ? s.IfForeground(i) : s.IfBackground(i)) + 0.05 * (Math.Abs(Apart(s, i, 1)) + Math.Abs(Apart(s, i, 0)))),
        static (s, i) => ((s.Label(i) == 1 ? -s.Q(i) : s.P(i)) + 0.05 * Math.Sign(Apart(s, i, 1))) / s.N)
    {
        OfBackground = static (s, i) => ((s.Label(i) == 1 ? s.Q(i) : -s.P(i)) + 0.05 * Math.Sign(Apart(s, i, 0))) / s.N,
    }) with { IsSoftmax = true };

    private static double Apart(Situation s, int i, int label)
    {
        var (row, column) = (i / Situation.Width, i % Situation.Width);
        var share = s.Sum(j => Math.Abs(j / Situation.Width - row) <= 1 && Math.Abs(j % Situation.Width - column) <= 1 && s.Label(j) == label ? 1 : 0) / 9;
        return (label == 1 ? s.Logit(i) : -s.Logit(i)) / 2 - share;
    }

    private static HazardRow Smoothed()
    {
        var window = new GaussianWindow(3, 1);
        return Everywhere(new(
            s => s.Mean(i => Label(s, i) * s.IfForeground(i) + (1 - Label(s, i)) * s.IfBackground(i)),
            (s, i) => (s.P(i) - Label(s, i)) / s.N)) with { IsSoftmax = true };

        double Label(Situation s, int i) => (s.Label(i) + (window.Mean(i, s.Label) - window.Own * s.Label(i)) / (1 - window.Own)) / 2;
    }

    private static HazardRow Everywhere(HazardCell cell) => new(cell, cell, cell, cell);
}
