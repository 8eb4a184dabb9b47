namespace LossDsl.Conformance.Hazards;

/// <summary>Hazard table rows of the variants of the focal loss, for hard labels.</summary>
internal static class FocalVariantRows
{
    public static Dictionary<string, HazardRow> All { get; } = new()
    {
        // A sure and wrong prediction has only factors of 1, and is a mean of cross-entropy.
        ["normalized-focal"] = PixelRows.CrossEntropy(0.25, 0.75) with { Empty = Normalized(0.75, false), Full = Normalized(0.25, true) },
        ["reduced-focal"] = PixelRows.CrossEntropy(0.25, 0.75) with { Empty = Reduced(0.75, false), Full = Reduced(0.25, true) },
        ["asymmetric"] = Asymmetric(),
        ["poly-focal"] = PixelRows.Focal(0.25, 0.75, 2) + new HazardRow(
            new(static s => s.Mean(i => Cube(s.P(i))), static (s, i) => 3 * s.P(i) * s.P(i) * s.PQ(i) / s.N),
            new(static s => s.Mean(i => Cube(s.Q(i))), static (s, i) => -3 * s.Q(i) * s.Q(i) * s.PQ(i) / s.N),
            HazardCell.Nothing,
            HazardCell.Constant(static _ => 1)),

        // Foreground is cross-entropy, background a focal loss.
        ["varifocal"] = PixelRows.Focal(1, 0.75, 2) with { Full = PixelRows.CrossEntropy(1, 0.75).Full },

        // For hard labels it is the focal loss with beta for gamma.
        ["quality-focal"] = PixelRows.Focal(1, 1, 2),
    };

    /// <summary>Returns the cell of the quotient of the focal loss and the sum of its factors, by the quotient rule.</summary>
    private static HazardCell Normalized(double alpha, bool isForeground)
    {
        var focal = isForeground ? PixelRows.Focal(alpha, alpha, 2).Full : PixelRows.Focal(alpha, alpha, 2).Empty;
        return new(s => s.N * focal.Value(s) / Factors(s), (s, i) =>
        {
            var slope = isForeground ? -2 * s.Q(i) * s.PQ(i) : 2 * s.P(i) * s.PQ(i);
            return (s.N * focal.Gradient(s, i) - s.N * focal.Value(s) / Factors(s) * slope) / Factors(s);
        });

        double Factors(Situation s) => s.Sum(i => isForeground ? s.Q(i) * s.Q(i) : s.P(i) * s.P(i));
    }

    /// <summary>Returns the cell of cross-entropy where the probability of the right label is below 1/2, and 4 times the focal loss above.</summary>
    private static HazardCell Reduced(double alpha, bool isForeground)
    {
        var (focal, cross) = (PixelRows.Focal(alpha, alpha, 2), PixelRows.CrossEntropy(alpha, alpha));
        var (ofFocal, ofCross) = isForeground ? (focal.Full, cross.Full) : (focal.Empty, cross.Empty);
        return new(
            s => alpha * s.Mean(i => (IsHard(s, i) ? 1 : 4 * Square(Wrong(s, i))) * (isForeground ? s.IfForeground(i) : s.IfBackground(i))),
            (s, i) => IsHard(s, i) ? ofCross.Gradient(s, i) : 4 * ofFocal.Gradient(s, i));

        double Wrong(Situation s, int i) => isForeground ? s.Q(i) : s.P(i);
        bool IsHard(Situation s, int i) => Wrong(s, i) > 0.5;
    }

    // Background costs u^4 times -log(1 - u), where u is p less the margin of 0.05. A surely wrong pixel has u = 0.95, and no gradient.
    private static HazardRow Asymmetric()
    {
        const double margin = 0.05;
        var foreground = PixelRows.CrossEntropy(1, 0);
        return foreground with
        {
            Empty = new(
                static s => s.Mean(i => Square(Square(Shifted(s.P(i)))) * -Math.Log(1 - Shifted(s.P(i)))),
                static (s, i) => Shifted(s.P(i)) is var u && u == 0 ? 0 : Cube(u) * (u / (1 - u) - 4 * Math.Log(1 - u)) * s.PQ(i) / s.N),
            Wrong = foreground.Wrong + HazardCell.Constant(static s => s.Others / s.N * Square(Square(1 - margin)) * -Math.Log(margin)),
        };

        static double Shifted(double p) => Math.Max(p - margin, 0);
    }

    private static double Square(double x) => x * x;

    private static double Cube(double x) => x * x * x;
}
