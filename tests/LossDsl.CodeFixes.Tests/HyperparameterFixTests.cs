namespace LossDsl.CodeFixes.Tests;

/// <summary>Defaults and ranges.</summary>
public sealed class HyperparameterFixTests
{
    private const string Rest = " => fp + weight * fn;";

    [Theory]
    [InlineData(0, "[Range(0, 1)] double {|LOSS0009:weight|} = 2", "[Range(0, 1)] double weight = 1", "Set the default to 1")]
    [InlineData(1, "[Range(0, 1)] double {|LOSS0009:weight|} = 2", "[Range(0, 2)] double weight = 2", "Extend the range to 2")]
    [InlineData(0, "[Range(0.5, 1)] double {|LOSS0009:weight|} = .25", "[Range(0.5, 1)] double weight = 0.5", "Set the default to 0.5")]
    [InlineData(1, "[Range(0.5, 1)] double {|LOSS0009:weight|} = .25", "[Range(.25, 1)] double weight = .25", "Extend the range to .25")]
    public Task Default_outside_its_range(int index, string wrong, string right, string title) => FixAssert.Becomes<DefaultFix>(
        Loss.With($"[Formula] static double Formula(double fp, double fn, {wrong}){Rest}"), Loss.With($"[Formula] static double Formula(double fp, double fn, {right}){Rest}"), title, index);

    [Fact]
    public Task In_every_stage_that_has_it() => FixAssert.Becomes<DefaultFix>(
        Loss.With("[PixelMean] static double Wrong(double p, double y, [Range(0, 1)] double {|LOSS0009:weight|} = 2) => weight * (1 - y) * p;", "[Formula] static double Formula(double wrong, double fp, [Range(0, 1)] double {|LOSS0009:weight|} = 2) => wrong + weight * fp;"),
        Loss.With("[PixelMean] static double Wrong(double p, double y, [Range(0, 1)] double weight = 1) => weight * (1 - y) * p;", "[Formula] static double Formula(double wrong, double fp, [Range(0, 1)] double weight = 1) => wrong + weight * fp;"),
        "Set the default to 1");

    [Fact]
    public Task Default_at_an_end_that_is_excluded() => FixAssert.IsNotOffered<DefaultFix>(
        Loss.With($"[Formula] static double Formula(double fp, double fn, [Range(0, 1, MinimumIsExclusive = true)] double {{|LOSS0009:weight|}} = 0){Rest}"));

    [Fact]
    public Task Range_with_an_end_where_the_value_is_infinite() => FixAssert.Becomes<RangeFix>(
        Loss.With("[Formula] static double Formula(double fp, double tp, [Range(0, 1e3)] double smooth = 1e-5) => {|LOSS2001:(fp + 1) / (tp + smooth)|};"),
        Loss.With("[Formula] static double Formula(double fp, double tp, [Range(1e-5, 1e3)] double smooth = 1e-5) => (fp + 1) / (tp + smooth);"),
        "Let 'smooth' be at least 1e-5, its default");

    [Fact]
    public Task Range_with_an_end_where_errors_are_rewarded() => FixAssert.Becomes<RangeFix>(
        Loss.With("[Formula] static double {|LOSS2004:Formula|}(double fp, double fn, [Range(-1, 1)] double weight = 0.5) => fp + weight * fn;"),
        Loss.With("[Formula] static double Formula(double fp, double fn, [Range(0.5, 1)] double weight = 0.5) => fp + weight * fn;"),
        "Let 'weight' be at least 0.5, its default");

    [Fact]
    public Task Range_with_an_end_at_the_top() => FixAssert.Becomes<RangeFix>(
        Loss.With("[Formula] static double {|LOSS2004:Formula|}(double fp, double fn, [Range(0, 2)] double weight = 1) => fp + (1 - weight) * fn;"),
        Loss.With("[Formula] static double Formula(double fp, double fn, [Range(0, 1)] double weight = 1) => fp + (1 - weight) * fn;"),
        "Let 'weight' be at most 1, its default");

    [Fact]
    public Task Range_that_has_nothing_to_do_with_it() => FixAssert.IsNotOffered<RangeFix>(
        Loss.With("[Formula] static double Formula(double tp, double fp, double fn, [Range(0, 1)] double weight = 0.5) => {|LOSS2001:(fn + 1) / (tp + weight * fp)|};"));
}
