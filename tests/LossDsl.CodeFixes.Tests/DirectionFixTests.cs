namespace LossDsl.CodeFixes.Tests;

public sealed class DirectionFixTests
{
    private const string Score = "(double tp, double fp, double fn) => ";

    [Theory]
    [InlineData(0, "tp / (tp + fp + fn + 1)", "1 - tp / (tp + fp + fn + 1)", "Take 1 minus the score")]
    [InlineData(0, "tp - fp - fn", "1 - (tp - fp - fn)", "Take 1 minus the score")]
    [InlineData(1, "tp / (tp + fp + fn + 1)", "-tp / (tp + fp + fn + 1)", "Negate the value")]
    [InlineData(1, "Math.Sqrt(tp + 1)", "-Math.Sqrt(tp + 1)", "Negate the value")]
    [InlineData(1, "tp - fn", "-(tp - fn)", "Negate the value")]
    public Task Formula(int index, string wrong, string right, string title) => FixAssert.Becomes<DirectionFix>(
        Loss.With($"[Formula] static double {{|LOSS2004:Formula|}}{Score}{wrong};"), Loss.With($"[Formula] static double Formula{Score}{right};"), title, index);

    [Fact]
    public Task Body_with_locals() => FixAssert.Becomes<DirectionFix>(
        Loss.With("[Formula] static double {|LOSS2004:Formula|}(double tp, double fp) { var s = Of(tp); return s / (s + fp + 1); double Of(double x) { return 2 * x; } }"),
        Loss.With("[Formula] static double Formula(double tp, double fp) { var s = Of(tp); return 1 - s / (s + fp + 1); double Of(double x) { return 2 * x; } }"),
        "Take 1 minus the score");

    [Fact]
    public Task Score_on_purpose() => FixAssert.Becomes<DirectionFix>(
        Loss.With($"[Formula] static double {{|LOSS2004:Formula|}}{Score}tp / (tp + fp + fn + 1);"),
        Loss.Named("\"a\", Direction = Direction.Maximize", $"[Formula] static double Formula{Score}tp / (tp + fp + fn + 1);"),
        "Declare a score, of which larger is better",
        2);

    [Fact]
    public Task Loss_declared_as_a_score() => FixAssert.Becomes<DirectionFix>(
        Loss.Named("\"a\", Direction = Direction.Maximize, Equation = \"1\"", $"[Formula] static double {{|LOSS2004:Formula|}}{Score}fp + fn;"),
        Loss.Named("\"a\", Equation = \"1\"", $"[Formula] static double Formula{Score}fp + fn;"),
        "Declare a loss, of which smaller is better",
        2);

    [Fact]
    public Task Penalty() => FixAssert.Becomes<DirectionFix>(
        Loss.With("[Formula, PixelMean] static double {|LOSS2004:Formula|}(double p) => p * (1 - p);"),
        Loss.Named("\"a\", IsMonotone = false", "[Formula, PixelMean] static double Formula(double p) => p * (1 - p);"),
        "Declare that the loss is not monotone, as a penalty is",
        3);

    [Fact]
    public Task Penalty_declared_as_monotone() => FixAssert.Becomes<DirectionFix>(
        Loss.Named("\"a\", IsMonotone = true, Equation = \"1\"", "[Formula, PixelMean] static double {|LOSS2004:Formula|}(double p) => p * (1 - p);"),
        Loss.Named("\"a\", IsMonotone = false, Equation = \"1\"", "[Formula, PixelMean] static double Formula(double p) => p * (1 - p);"),
        "Declare that the loss is not monotone, as a penalty is",
        3);
}
