namespace LossDsl.Conformance.Hazards;

/// <summary>
/// Hazard table rows of the losses that read distance maps. A target with both sides has its foreground in the upper two rows. For a target of one side, the prediction is
/// foreground from the fourth row on. A mask without a boundary has a map of zeros.
/// </summary>
internal static class BoundaryRows
{
    // Mean distance from the contour of an all-wrong prediction (24 pixels, the border of the lower six rows) to the contour of the target (the two upper rows, all of them
    // contour): 8 pixels at distance 1, 8 at 6, and 2 at each of 2, 3, 4 and 5.
    private const double ContourDistance = 84.0 / 24;

    public static Dictionary<string, HazardRow> All { get; } = new()
    {
        ["boundary"] = new(
            HazardCell.Nothing,
            HazardCell.Nothing,
            HazardCell.Constant(static s => s.Mean(i => s.Label(i) * (1 - DistanceInTarget(i)))),
            HazardCell.Constant(static s => s.Mean(i => (1 - s.Label(i)) * DistanceInTarget(i)))),
        ["distance-map-penalty"] = Weighted(static i => 1 + Inverted(i)),

        // Distances are in the unit of the spacing. The loss does not divide by the image diagonal, since the caller can scale the spacing.
        ["hausdorff"] = new(
            new(static s => s.Mean(i => Square(s.P(i) * DistanceInPrediction(i))), static (s, i) => 2 * s.P(i) * Square(DistanceInPrediction(i)) / s.N * s.PQ(i)),
            new(static s => s.Mean(i => Square(s.Q(i) * DistanceInPrediction(i))), static (s, i) => -2 * s.Q(i) * Square(DistanceInPrediction(i)) / s.N * s.PQ(i)),
            HazardCell.Nothing,
            HazardCell.Constant(static s => s.Mean(static i => 2 * Square(DistanceInTarget(i))))),
        ["one-sided-hausdorff"] = new(HazardCell.Nothing, HazardCell.Nothing, HazardCell.Nothing, HazardCell.Constant(static s => s.Mean(static i => Square(DistanceInTarget(i))))),

        // If prediction or target has no contour, the distance is 0 and the cross-entropy remains. The diagonal instead would make the value jump when the first pixel is
        // predicted, without a gradient.
        ["shape-aware"] = Weighted(static _ => 1 + ContourDistance),
        ["shape-aware-survey-literal"] = -1 * Weighted(static _ => 1 + ContourDistance),
    };

    /// <summary>Returns the row of cross-entropy weighted by pixel. The weight is 1 if the target has no boundary.</summary>
    private static HazardRow Weighted(Func<int, double> weight) => PixelRows.CrossEntropy(1, 1) with
    {
        Wrong = new(s => s.Size * s.Mean(weight), (s, i) => (1 - 2 * s.Label(i)) * weight(i) / s.N),
    };

    /// <summary>Distance of a pixel from the other side of the target.</summary>
    private static double DistanceInTarget(int i) => Situation.RowOf(i) < 2 ? 2 - Situation.RowOf(i) : Situation.RowOf(i) - 1;

    /// <summary>Distance of a pixel from the other side of the prediction.</summary>
    private static double DistanceInPrediction(int i) => Situation.RowOf(i) < 3 ? 3 - Situation.RowOf(i) : Situation.RowOf(i) - 2;

    /// <summary>Inverted distance map of the target: 1 at the boundary, 0 at the pixels of each side that are farthest from it.</summary>
    public static double Inverted(int i) => Situation.RowOf(i) < 2 ? 2 - DistanceInTarget(i) : (6 - DistanceInTarget(i)) / 5;

    private static double Square(double x) => x * x;
}
