namespace LossDsl.Conformance.Hazards;

/// <summary>
/// Functions of the counts. With an empty mask tp and fn are 0 and fp is the sum of p; with a full one fp and tn are 0 and fn is the sum of 1 - p.
/// </summary>
internal static class RegionRows
{
    /// <summary>The smoothing of all but the literal variants.</summary>
    public const double S = 1e-5;

    public static Dictionary<string, Row> All { get; } = new()
    {
        ["dice"] = Dice(S),
        ["dice-survey-literal"] = Dice(1),
        ["log-cosh-dice"] = Dice(S).Each(static cell => cell.Through(static v => Math.Log(Math.Cosh(v)), Math.Tanh)),
        ["jaccard"] = Tversky(1, 1, S),
        ["tversky"] = Tversky(0.3, 0.7, S),
        ["tversky-survey-literal"] = Tversky(0.5, 0.5, 1),

        // The floor in the derivative is 1e-30, not 1e-7 as others have it: it changes no gradient that a float32 could tell from 0.
        ["focal-tversky"] = Tversky(0.3, 0.7, S).ToThe(0.75),
        ["focal-tversky-survey-literal"] = Tversky(0.5, 0.5, 1).ToThe(4.0 / 3),
        ["sensitivity-specificity"] = SensitivitySpecificity(),
        ["sensitivity-specificity-survey-literal"] = Score(),
        ["squared-sensitivity-specificity"] = SquaredSensitivitySpecificity(),
        ["squared-dice"] = SquaredDice(),
        ["generalized-dice"] = GeneralizedDice(),
        ["matthews-correlation"] = MatthewsCorrelation(),
    };

    /// <summary>Dice is the Tversky index with halves and half the smoothing.</summary>
    public static Row Dice(double smooth) => new(
        OnlyFalsePositives(1, smooth),
        Cell.OfSum(s => s.SumQ / (s.SumP + s.N + smooth), s => -(2 * s.N + smooth) / Square(s.SumP + s.N + smooth)),
        Cell.Nothing,
        Cell.Constant(s => s.N / (s.N + smooth)));

    public static Row Tversky(double fpWeight, double fnWeight, double smooth) => new(
        OnlyFalsePositives(fpWeight, smooth),
        OnlyFalseNegatives(fnWeight, smooth),
        Cell.Nothing,
        Cell.Constant(s => (fpWeight * s.Others + fnWeight * s.Y) / (fpWeight * s.Others + fnWeight * s.Y + smooth)));

    /// <summary>a FP / (a FP + s): 0 for a prediction that is empty too, almost 1 for all others.</summary>
    public static Cell OnlyFalsePositives(double weight, double smooth) =>
        Cell.OfSum(s => weight * s.SumP / (weight * s.SumP + smooth), s => weight * smooth / Square(weight * s.SumP + smooth));

    /// <summary>b FN / (TP + b FN + s).</summary>
    public static Cell OnlyFalseNegatives(double weight, double smooth) =>
        Cell.OfSum(s => weight * s.SumQ / (s.SumP + weight * s.SumQ + smooth), s => -weight * (s.N + smooth) / Square(s.SumP + weight * s.SumQ + smooth));

    // The term that has no pixel is dropped: the other has half the weight. Divided by N + s where an unsmoothed mean would be divided by N.
    private static Row SensitivitySpecificity() => new(
        Cell.OfSum(static s => 0.5 * s.SumP / (s.N + S), static s => 0.5 / (s.N + S)),
        Cell.OfSum(static s => 0.5 * s.SumQ / (s.N + S), static s => -0.5 / (s.N + S)),
        Cell.Nothing,
        Cell.Constant(static s => 0.5 * s.Y / (s.Y + S) + 0.5 * s.Others / (s.Others + S)));

    // As printed it is the score, of which the other term has the other half.
    private static Row Score() => new(
        Cell.OfSum(static s => 0.5 + 0.5 * (s.SumQ + S) / (s.N + S), static s => -0.5 / (s.N + S)),
        Cell.OfSum(static s => 0.5 + 0.5 * (s.SumP + S) / (s.N + S), static s => 0.5 / (s.N + S)),
        Cell.Constant(static _ => 1),
        Cell.Constant(static s => 0.5 * S / (s.Y + S) + 0.5 * S / (s.Others + S)));

    private static Row SquaredSensitivitySpecificity() => new(
        new(static s => 0.95 * s.Sum(i => Square(s.P(i))) / (s.N + S), static (s, i) => 0.95 * 2 * s.P(i) / (s.N + S) * s.PQ(i)),
        new(static s => 0.05 * s.Sum(i => Square(s.Q(i))) / (s.N + S), static (s, i) => -0.05 * 2 * s.Q(i) / (s.N + S) * s.PQ(i)),
        Cell.Nothing,
        Cell.Constant(static s => 0.05 * s.Y / (s.Y + S) + 0.95 * s.Others / (s.Others + S)));

    private static Row SquaredDice() => new(
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
        Cell.Nothing,
        Cell.Constant(static s => s.N / (s.N + S)))
    {
        // Of an empty mask s / P of the derivative remains, once that of the squares is taken from that of the errors.
        Tolerance = 1e-8,
    };

    // Of one class it is Dice, with the smoothing times the square of the volume, which is one pixel at least.
    private static Row GeneralizedDice() => Dice(S) with
    {
        Full = Dice(S * Situation.Pixels * Situation.Pixels).Full,
        Wrong = Cell.Constant(static s => s.N / (s.N + S * s.Y * s.Y)),

        // Of an empty mask s / P of the derivative remains, once that of the volumes is taken from that of the errors.
        Tolerance = 1e-8,
    };

    // With one side alone the correlation is a product of smoothings: 0, but for s. Where all is right or wrong it is 1 or -1, but for s.
    private static Row MatthewsCorrelation() => new(
        OneSided(1),
        OneSided(-1),
        Cell.Constant(static s => (S * s.N + 4 * S * S) / ((s.Y + 2 * S) * (s.Others + 2 * S))),
        Cell.Constant(static s => 1 + ((s.Others + S) * (s.Y + S) - S * S) / ((s.Others + 2 * S) * (s.Y + 2 * S))))
    {
        // One minus a root, which no algebra turns into a quotient: a unit in the last place of 1 is what remains of nothing.
        Zero = 1e-15,
    };

    // s (TN - FP) / sqrt((FP + 2s) 2s (N + 2s) (TN + 2s)), or for foreground s (TP - FN) over the same.
    private static Cell OneSided(double sign)
    {
        static double Root(Situation s) => Math.Sqrt((s.SumP + 2 * S) * 2 * S * (s.N + 2 * S) * (s.SumQ + 2 * S));
        return Cell.OfSum(
            s => 1 - sign * S * (s.SumQ - s.SumP) / Root(s),
            s => sign * S * (2 / Root(s) + (s.SumQ - s.SumP) * 2 * S * (s.N + 2 * S) * (s.SumQ - s.SumP) / (2 * Math.Pow(Root(s), 3))));
    }

    private static double Square(double x) => x * x;
}
