namespace LossDsl.Conformance.Hazards;

/// <summary>Hazard table rows of the losses that sum a pixel loss and a region loss. The pixel loss has a gradient where the region loss has none.</summary>
internal static class CompoundRows
{
    private const double S = RegionRows.S;

    public static Dictionary<string, HazardRow> All { get; } = new()
    {
        ["combo"] = 0.5 * PixelRows.CrossEntropy(0.5, 0.5) + 0.5 * RegionRows.Dice(1),
        ["combo-survey-literal"] = 0.5 * PixelRows.CrossEntropy(0.5, 0.5) + -0.5 * RegionRows.Dice(1),
        ["dice-cross-entropy"] = RegionRows.Dice(S) + PixelRows.CrossEntropy(1, 1),
        ["dice-focal"] = RegionRows.Dice(S) + PixelRows.Focal(0.25, 0.75, 2),
        ["dice-softmax-cross-entropy"] = (0.5 * RegionRows.Dice(S) + 0.5 * OfBackground(RegionRows.Dice(S)) + PixelRows.CrossEntropy(1, 1)) with { IsSoftmax = true },
        ["exponential-logarithmic"] = ExponentialLogarithmic(),
        ["asymmetric-unified-focal"] = UnifiedFocal(),
    };

    /// <summary>Returns the row of the same loss for the background class, whose mask is full where that of the foreground is empty.</summary>
    public static HazardRow OfBackground(HazardRow row)
    {
        return new(Mirrored(row.Full), Mirrored(row.Empty), Mirrored(row.Right), Mirrored(row.Wrong));

        static HazardCell Mirrored(HazardCell cell) => new(s => cell.Value(s.Mirrored), (s, i) => -cell.Gradient(s.Mirrored, i));
    }

    /// <summary>Returns the row of -log of the Dice coefficient with smoothing 1, log (1 + (FP + FN) / (2 TP + 1)).</summary>
    public static HazardRow LogarithmOfDice() => new(
        HazardCell.OfSum(static s => Math.Log(1 + s.SumP), static s => 1 / (1 + s.SumP)),
        HazardCell.OfSum(static s => Math.Log((s.SumP + s.N + 1) / (2 * s.SumP + 1)), static s => -(2 * s.N + 1) / ((s.SumP + s.N + 1) * (2 * s.SumP + 1))),
        HazardCell.Nothing,
        HazardCell.Constant(static s => Math.Log(s.N + 1)));

    // For a right prediction e^-100 to the power 0.3 remains.
    // A class without foreground enters the mean, with s / (FP + s); EmptyMask.Skip would leave it out.
    private static HazardRow ExponentialLogarithmic()
    {
        const double exponent = 0.3;
        var dice = LogarithmOfDice().ToThe(exponent);
        var cross = new HazardRow(
            new(static s => s.Mean(i => Math.Pow(s.IfBackground(i), exponent)), static (s, i) => Slope(s.IfBackground(i), s.P(i)) / s.N),
            new(static s => s.Mean(i => Math.Pow(s.IfForeground(i), exponent)), static (s, i) => -Slope(s.IfForeground(i), s.Q(i)) / s.N),
            HazardCell.Nothing,
            new(static s => Math.Pow(s.Size, exponent), static (s, i) => (1 - 2 * s.Label(i)) * exponent * Math.Pow(s.Size, exponent - 1) / s.N));
        return (0.8 * dice + 0.2 * cross) with { Zero = 1e-12 };

        // The derivative γ v^γ (p / v). The quotient p / v has the limit 1 where both are 0, and v^γ is 0 there.
        static double Slope(double cost, double probability) => cost == 0 ? 0 : exponent * Math.Pow(cost, exponent) * (probability / cost);
    }

    private static HazardRow UnifiedFocal()
    {
        const double delta = 0.6;
        var focal = PixelRows.CrossEntropy(delta, 1 - delta) with { Empty = PixelRows.Focal(0, 1 - delta, 0.5).Empty };
        var foreground = RegionRows.Tversky(1 - delta, delta, S).ToThe(0.5);
        var background = OfBackground(RegionRows.Tversky(1 - delta, delta, S));
        return 0.5 * focal + 0.25 * foreground + 0.25 * background;
    }
}
