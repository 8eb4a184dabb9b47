namespace LossDsl.Conformance.Hazards;

/// <summary>
/// Hazard table rows of the losses that are functions of soft counts. For an empty mask tp and fn are 0 and fp is the sum of p. For a full mask fp and tn are 0 and fn is
/// the sum of 1 - p.
/// </summary>
internal static class RegionRows
{
    /// <summary>Smoothing of all variants but the literal ones.</summary>
    public const double S = 1e-5;

    public static Dictionary<string, HazardRow> All { get; } = new()
    {
        ["dice"] = Dice(S),
        ["dice-survey-literal"] = Dice(1),
        ["log-cosh-dice"] = Dice(S).Each(static cell => cell.Through(static v => Math.Log(Math.Cosh(v)), Math.Tanh)),
        ["jaccard"] = Tversky(1, 1, S),
        ["tversky"] = Tversky(0.3, 0.7, S),
        ["tversky-survey-literal"] = Tversky(0.5, 0.5, 1),

        // The derivative of the power clamps its base at 1e-30, not at 1e-7 as others do: the clamp changes no gradient that float32 can tell from 0.
        ["focal-tversky"] = Tversky(0.3, 0.7, S).ToThe(0.75),
        ["focal-tversky-survey-literal"] = Tversky(0.5, 0.5, 1).ToThe(4.0 / 3),
        ["sensitivity-specificity"] = SensitivitySpecificity(),
        ["sensitivity-specificity-survey-literal"] = Score(),
        ["squared-sensitivity-specificity"] = SquaredSensitivitySpecificity(),
        ["squared-dice"] = SquaredDice(),
        ["generalized-dice"] = GeneralizedDice(),
        ["matthews-correlation"] = MatthewsCorrelation(),
    };

    /// <summary>Returns the row of the Dice loss, which is the Tversky loss with weights of one half and half the smoothing.</summary>
    public static HazardRow Dice(double smooth) => new(
        OnlyFalsePositives(1, smooth),
        HazardCell.OfSum(s => s.SumQ / (s.SumP + s.N + smooth), s => -(2 * s.N + smooth) / Square(s.SumP + s.N + smooth)),
        HazardCell.Nothing,
        HazardCell.Constant(s => s.N / (s.N + smooth)));

    public static HazardRow Tversky(double fpWeight, double fnWeight, double smooth) => new(
        OnlyFalsePositives(fpWeight, smooth),
        OnlyFalseNegatives(fnWeight, smooth),
        HazardCell.Nothing,
        HazardCell.Constant(s => (fpWeight * s.Others + fnWeight * s.Y) / (fpWeight * s.Others + fnWeight * s.Y + smooth)));

    /// <summary>Returns the cell of a FP / (a FP + s): 0 for an empty prediction, and almost 1 for all others.</summary>
    public static HazardCell OnlyFalsePositives(double weight, double smooth) =>
        HazardCell.OfSum(s => weight * s.SumP / (weight * s.SumP + smooth), s => weight * smooth / Square(weight * s.SumP + smooth));

    /// <summary>Returns the cell of b FN / (TP + b FN + s).</summary>
    public static HazardCell OnlyFalseNegatives(double weight, double smooth) =>
        HazardCell.OfSum(s => weight * s.SumQ / (s.SumP + weight * s.SumQ + smooth), s => -weight * (s.N + smooth) / Square(s.SumP + weight * s.SumQ + smooth));

    // The term without pixels is dropped, and the other keeps its weight of one half. Smoothing makes the divisor N + s instead of N.
    private static HazardRow SensitivitySpecificity() => new(
        HazardCell.OfSum(static s => 0.5 * s.SumP / (s.N + S), static s => 0.5 / (s.N + S)),
        HazardCell.OfSum(static s => 0.5 * s.SumQ / (s.N + S), static s => -0.5 / (s.N + S)),
        HazardCell.Nothing,
        HazardCell.Constant(static s => 0.5 * s.Y / (s.Y + S) + 0.5 * s.Others / (s.Others + S)));

    // As printed the formula is the score. The term without pixels is then 1, times one half.
    private static HazardRow Score() => new(
        HazardCell.OfSum(static s => 0.5 + 0.5 * (s.SumQ + S) / (s.N + S), static s => -0.5 / (s.N + S)),
        HazardCell.OfSum(static s => 0.5 + 0.5 * (s.SumP + S) / (s.N + S), static s => 0.5 / (s.N + S)),
        HazardCell.Constant(static _ => 1),
        HazardCell.Constant(static s => 0.5 * S / (s.Y + S) + 0.5 * S / (s.Others + S)));

    private static HazardRow SquaredSensitivitySpecificity() => new(
        new(static s => 0.95 * s.Sum(i => Square(s.P(i))) / (s.N + S), static (s, i) => 0.95 * 2 * s.P(i) / (s.N + S) * s.PQ(i)),
        new(static s => 0.05 * s.Sum(i => Square(s.Q(i))) / (s.N + S), static (s, i) => -0.05 * 2 * s.Q(i) / (s.N + S) * s.PQ(i)),
        HazardCell.Nothing,
        HazardCell.Constant(static s => 0.05 * s.Y / (s.Y + S) + 0.95 * s.Others / (s.Others + S)));

    private static HazardRow SquaredDice() => new(
        new(
            static s => s.Sum(i => Square(s.P(i))) / (s.Sum(i => Square(s.P(i))) + S),
            static (s, i) => 2 * s.P(i) * S / Square(s.Sum(j => Square(s.P(j))) + S) * s.PQ(i)),
        new(
            static s => s.Sum(i => Square(s.Q(i))) / (s.Sum(i => Square(s.P(i))) + s.N + S),
            static (s, i) =>
            {
                var (errors, squares) = (s.Sum(j => Square(s.Q(j))), s.Sum(j => Square(s.P(j))) + s.N + S);
                return -2 * (s.Q(i) * squares + s.P(i) * errors) / Square(squares) * s.PQ(i);
            }),
        HazardCell.Nothing,
        HazardCell.Constant(static s => s.N / (s.N + S)))
    {
        // For an empty mask the derivatives of errors and squares cancel: a share of s / P of each remains.
        Tolerance = 1e-8,
    };

    // For one class it is the Dice loss, with the smoothing times the square of the volume, which is at least one pixel.
    private static HazardRow GeneralizedDice() => Dice(S) with
    {
        Full = Dice(S * Situation.Pixels * Situation.Pixels).Full,
        Wrong = HazardCell.Constant(static s => s.N / (s.N + S * s.Y * s.Y)),

        // For an empty mask the derivatives of errors and volumes cancel: a share of s / P of each remains.
        Tolerance = 1e-8,
    };

    // For a mask of one class the correlation is a product of smoothings, almost 0. For a right or wrong prediction it is almost 1 or -1.
    private static HazardRow MatthewsCorrelation() => new(
        OneSided(1),
        OneSided(-1),
        HazardCell.Constant(static s => (S * s.N + 4 * S * S) / ((s.Y + 2 * S) * (s.Others + 2 * S))),
        HazardCell.Constant(static s => 1 + ((s.Others + S) * (s.Y + S) - S * S) / ((s.Others + 2 * S) * (s.Y + 2 * S))))
    {
        // One minus a root cannot be rewritten as a quotient without a difference: of a value of 0 one unit in the last place of 1 remains.
        Zero = 1e-15,
    };

    // The correlation s (TN - FP) / sqrt((FP + 2s) 2s (N + 2s) (TN + 2s)); for a full mask s (TP - FN) over the same root.
    private static HazardCell OneSided(double sign)
    {
        static double Root(Situation s) => Math.Sqrt((s.SumP + 2 * S) * 2 * S * (s.N + 2 * S) * (s.SumQ + 2 * S));
        return HazardCell.OfSum(
            s => 1 - sign * S * (s.SumQ - s.SumP) / Root(s),
            s => sign * S * (2 / Root(s) + (s.SumQ - s.SumP) * 2 * S * (s.N + 2 * S) * (s.SumQ - s.SumP) / (2 * Math.Pow(Root(s), 3))));
    }

    private static double Square(double x) => x * x;
}
