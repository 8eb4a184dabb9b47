namespace LossDsl.Conformance.Hazards;

/// <summary>
/// Losses that weigh by distances. Where the target has both sides, its foreground is the upper two rows; where it has one, the prediction is foreground from the fourth row on.
/// A mask without a boundary has a map of zeros.
/// </summary>
internal static class BoundaryRows
{
    // From the contour of what is predicted where all is wrong (24 pixels: the border of the lower six rows) to the two upper rows, which are contour throughout:
    // 8 pixels at 1, 8 at 6, and 2 at each of 2, 3, 4 and 5.
    private const double ContourDistance = 84.0 / 24;

    public static Dictionary<string, Row> All { get; } = new()
    {
        ["boundary"] = new(
            Cell.Nothing,
            Cell.Nothing,
            Cell.Constant(static s => s.Mean(i => s.Label(i) * (1 - OfTarget(i)))),
            Cell.Constant(static s => s.Mean(i => (1 - s.Label(i)) * OfTarget(i)))),
        ["distance-map-penalty"] = Weighted(static i => 1 + Inverted(i)),

        // In the unit of the spacing, up to the square of the diagonal: not scaled by it, as the spacing can do that.
        ["hausdorff"] = new(
            new(static s => s.Mean(i => Square(s.P(i) * OfPrediction(i))), static (s, i) => 2 * s.P(i) * Square(OfPrediction(i)) / s.N * s.PQ(i)),
            new(static s => s.Mean(i => Square(s.Q(i) * OfPrediction(i))), static (s, i) => -2 * s.Q(i) * Square(OfPrediction(i)) / s.N * s.PQ(i)),
            Cell.Nothing,
            Cell.Constant(static s => s.Mean(static i => 2 * Square(OfTarget(i))))),
        ["one-sided-hausdorff"] = new(Cell.Nothing, Cell.Nothing, Cell.Nothing, Cell.Constant(static s => s.Mean(static i => Square(OfTarget(i))))),

        // Where either has no contour the distance is 0, and cross-entropy remains; not the diagonal, for a jump when the first pixel is predicted teaches nothing.
        ["shape-aware"] = Weighted(static _ => 1 + ContourDistance),
        ["shape-aware-survey-literal"] = -1 * Weighted(static _ => 1 + ContourDistance),
    };

    /// <summary>Cross-entropy with a weight, which is 1 where the target has no boundary.</summary>
    private static Row Weighted(Func<int, double> weight) => PixelRows.CrossEntropy(1, 1) with
    {
        Wrong = new(s => s.Size * s.Mean(weight), (s, i) => (1 - 2 * s.Label(i)) * weight(i) / s.N),
    };

    private static double OfTarget(int i) => Situation.RowOf(i) < 2 ? 2 - Situation.RowOf(i) : Situation.RowOf(i) - 1;

    private static double OfPrediction(int i) => Situation.RowOf(i) < 3 ? 3 - Situation.RowOf(i) : Situation.RowOf(i) - 2;

    /// <summary>1 at the boundary, 0 farthest from it, on either side.</summary>
    private static double Inverted(int i) => Situation.RowOf(i) < 2 ? 2 - OfTarget(i) : (6 - OfTarget(i)) / 5;

    private static double Square(double x) => x * x;
}
