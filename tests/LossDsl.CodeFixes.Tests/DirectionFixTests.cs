namespace LossDsl.CodeFixes.Tests;

/// <summary>
/// Tests of <see cref="DirectionFix"/>, which repairs a loss that rewards errors (LOSS2004). The fix offers four edits: 1 minus the value, the negated value, a declared
/// direction, and IsMonotone = false.
/// </summary>
public sealed class DirectionFixTests
{
    private const string Score = "(double tp, double fp, double fn) => ";

    [Theory]
    [InlineData(0, "tp / (tp + fp + fn + 1)", "1 - tp / (tp + fp + fn + 1)", "Take 1 minus the score")]
    [InlineData(0, "tp - fp - fn", "1 - (tp - fp - fn)", "Take 1 minus the score")]
    [InlineData(1, "tp / (tp + fp + fn + 1)", "-tp / (tp + fp + fn + 1)", "Negate the value")]
    [InlineData(1, "Math.Sqrt(tp + 1)", "-Math.Sqrt(tp + 1)", "Negate the value")]
    [InlineData(1, "tp - fn", "-(tp - fn)", "Negate the value")]
    public Task The_value_is_subtracted_from_1_or_negated(int index, string wrong, string right, string title) => FixAssert.AssertFixed<DirectionFix>(
        LossSource.With($"[Formula] static double {{|LOSS2004:Formula|}}{Score}{wrong};"), LossSource.With($"[Formula] static double Formula{Score}{right};"), title, index);

    [Fact]
    public Task Only_the_value_that_the_formula_returns_is_turned() => FixAssert.AssertFixed<DirectionFix>(
        LossSource.With("[Formula] static double {|LOSS2004:Formula|}(double tp, double fp) { var s = Of(tp); return s / (s + fp + 1); double Of(double x) { return 2 * x; } }"),
        LossSource.With("[Formula] static double Formula(double tp, double fp) { var s = Of(tp); return 1 - s / (s + fp + 1); double Of(double x) { return 2 * x; } }"),
        "Take 1 minus the score");

    [Fact]
    public Task A_score_is_declared_as_one() => FixAssert.AssertFixed<DirectionFix>(
        LossSource.With($"[Formula] static double {{|LOSS2004:Formula|}}{Score}tp / (tp + fp + fn + 1);"),
        LossSource.Named("\"a\", Direction = Direction.Maximize", $"[Formula] static double Formula{Score}tp / (tp + fp + fn + 1);"),
        "Declare a score, of which larger is better",
        2);

    [Fact]
    public Task The_wrong_direction_of_a_loss_is_removed() => FixAssert.AssertFixed<DirectionFix>(
        LossSource.Named("\"a\", Direction = Direction.Maximize, Equation = \"1\"", $"[Formula] static double {{|LOSS2004:Formula|}}{Score}fp + fn;"),
        LossSource.Named("\"a\", Equation = \"1\"", $"[Formula] static double Formula{Score}fp + fn;"),
        "Declare a loss, of which smaller is better",
        2);

    [Fact]
    public Task A_penalty_is_declared_as_not_monotone() => FixAssert.AssertFixed<DirectionFix>(
        LossSource.With("[Formula, PixelMean] static double {|LOSS2004:Formula|}(double p) => p * (1 - p);"),
        LossSource.Named("\"a\", IsMonotone = false", "[Formula, PixelMean] static double Formula(double p) => p * (1 - p);"),
        "Declare that the loss is not monotone, as a penalty is",
        3);

    [Fact]
    public Task The_wrong_monotonicity_of_a_penalty_is_replaced() => FixAssert.AssertFixed<DirectionFix>(
        LossSource.Named("\"a\", IsMonotone = true, Equation = \"1\"", "[Formula, PixelMean] static double {|LOSS2004:Formula|}(double p) => p * (1 - p);"),
        LossSource.Named("\"a\", IsMonotone = false, Equation = \"1\"", "[Formula, PixelMean] static double Formula(double p) => p * (1 - p);"),
        "Declare that the loss is not monotone, as a penalty is",
        3);
}
