namespace LossDsl.Conformance.Hazards;

/// <summary>Hazard table rows of the variants of Dice and Jaccard losses, for hard labels.</summary>
internal static class OverlapVariantRows
{
    private const double S = RegionRows.S;

    public static Dictionary<string, HazardRow> All { get; } = new()
    {
        // For hard labels |p - y| is FP + FN, and the smaller of p and y is their product.
        ["jaccard-metric-1"] = RegionRows.Tversky(1, 1, S),
        ["jaccard-metric-2"] = RegionRows.Tversky(1, 1, S),
        ["dice-semimetric-1"] = RegionRows.Dice(S),
        ["dice-semimetric-2"] = RegionRows.Dice(S),

        // Of two classes whose distance is 1, the error is the probability of the wrong one. The slope of e / (e + S) is a difference, 1e-7 of its parts.
        ["generalized-wasserstein-dice"] = RegionRows.Dice(S) with { IsSoftmax = true, Tolerance = 1e-9 },
        ["noise-robust-dice"] = NoiseRobust(),
        ["dice-plus-plus"] = PlusPlus(),
        ["t-vmf-dice"] = TVmf(),
        ["log-cosh-tversky"] = RegionRows.Tversky(0.3, 0.7, S).Each(static cell => cell.Through(static v => Math.Log(Math.Cosh(v)), Math.Tanh)),
        ["exponential-dice"] = CompoundRows.LogarithmOfDice().ToThe(0.3) with { Zero = 1e-12 },
        ["size-constraint"] = Size(),

        // A target of one side has no distances, and all weights are 1.
        ["distance-weighted-dice"] = RegionRows.Dice(S) with { Wrong = HazardCell.Constant(static s => s.Sum(Weight) / (s.Sum(Weight) + S)) },
        ["log-hausdorff"] = BoundaryRows.All["hausdorff"].Each(static cell => cell.Through(LossMath.Log1P, static v => 1 / (1 + v))),
        ["dice-boundary"] = RegionRows.Dice(S) + 0.01 * BoundaryRows.All["boundary"],
    };

    private static double Weight(int i) => 1 + BoundaryRows.Inverted(i);

    private static HazardRow NoiseRobust() => new(
        new(
            static s => s.Sum(i => Power(s.P(i))) / (Squares(s) + S),
            static (s, i) => (Slope(s.P(i)) - 2 * s.P(i) * s.Sum(j => Power(s.P(j))) / (Squares(s) + S)) / (Squares(s) + S) * s.PQ(i)),
        new(
            static s => s.Sum(i => Power(s.Q(i))) / (Squares(s) + s.N + S),
            static (s, i) => (-Slope(s.Q(i)) - 2 * s.P(i) * s.Sum(j => Power(s.Q(j))) / (Squares(s) + s.N + S)) / (Squares(s) + s.N + S) * s.PQ(i)),
        HazardCell.Nothing,
        HazardCell.Constant(static s => s.N / (s.N + S)));

    // The errors of an empty mask are p², those of a full one (1 - p)².
    private static HazardRow PlusPlus() => new(
        new(static s => Squares(s) / (Squares(s) + S), static (s, i) => 2 * s.P(i) * S / Square(Squares(s) + S) * s.PQ(i)),
        new(
            static s => Errors(s) / (2 * s.SumP + Errors(s) + S),
            static (s, i) => -2 * (s.Q(i) * (2 * s.SumP + S) + Errors(s)) / Square(2 * s.SumP + Errors(s) + S) * s.PQ(i)),
        HazardCell.Nothing,
        HazardCell.Constant(static s => s.N / (s.N + S)));

    // With κ = 32 the loss is (65 u / (1 + 32 u))², where u is 1 minus the cosine. The cosine is √(s / (Σp² + s)) for an empty mask, and (Σp + s) / √((Σp² + s) (N + s)) for a full one.
    private static HazardRow TVmf()
    {
        var unlike = new HazardRow(
            new(static s => 1 - Math.Sqrt(S / (Squares(s) + S)), static (s, i) => s.P(i) * Math.Sqrt(S) * Math.Pow(Squares(s) + S, -1.5) * s.PQ(i)),
            new(
                static s => 1 - (s.SumP + S) / Norms(s),
                static (s, i) => -(1 - (s.SumP + S) * s.P(i) / (Squares(s) + S)) / Norms(s) * s.PQ(i)),
            HazardCell.Nothing,
            HazardCell.Constant(static s => 1 - S / Math.Sqrt((s.Others + S) * (s.Y + S))));
        return unlike.Each(static cell => cell.Through(static u => Square(65 * u / (1 + 32 * u)), static u => 2 * 65 * 65 * u / Math.Pow(1 + 32 * u, 3)));

        static double Norms(Situation s) => Math.Sqrt((Squares(s) + S) * (s.N + S));
    }

    // An empty mask allows a size of 0, and a full one at least 0.9. A wrong prediction of 16 of 64 pixels has a size of 48.
    private static HazardRow Size() => new(
        HazardCell.OfSum(static s => Square(s.SumP / s.N), static s => 2 * s.SumP / Square(s.N)),
        HazardCell.OfSum(static s => Square(Math.Max(0.9 - s.SumP / s.N, 0)), static s => -2 * Math.Max(0.9 - s.SumP / s.N, 0) / s.N),
        HazardCell.Nothing,
        HazardCell.Constant(static s => Square((s.Others - 1.1 * s.Y) / s.N)));

    private static double Squares(Situation s) => s.Sum(i => Square(s.P(i)));

    private static double Errors(Situation s) => s.Sum(i => Square(s.Q(i)));

    private static double Power(double x) => Math.Pow(x, 1.5);

    private static double Slope(double x) => 1.5 * Math.Sqrt(x);

    private static double Square(double x) => x * x;
}
