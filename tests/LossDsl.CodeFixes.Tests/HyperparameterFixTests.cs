namespace LossDsl.CodeFixes.Tests;

/// <summary>Tests of <see cref="DefaultFix"/> (a default outside its range, LOSS0009) and <see cref="RangeFix"/> (a range that admits values for which a check fails).</summary>
public sealed class HyperparameterFixTests
{
    private const string Rest = " => fp + weight * fn;";

    [Theory]
    [InlineData(0, "[Range(0, 1)] double {|LOSS0009:weight|} = 2", "[Range(0, 1)] double weight = 1", "Set the default to 1")]
    [InlineData(1, "[Range(0, 1)] double {|LOSS0009:weight|} = 2", "[Range(0, 2)] double weight = 2", "Extend the range to 2")]
    [InlineData(0, "[Range(0.5, 1)] double {|LOSS0009:weight|} = .25", "[Range(0.5, 1)] double weight = 0.5", "Set the default to 0.5")]
    [InlineData(1, "[Range(0.5, 1)] double {|LOSS0009:weight|} = .25", "[Range(.25, 1)] double weight = .25", "Extend the range to .25")]
    public Task The_default_moves_into_the_range_or_the_range_extends_to_the_default(int index, string wrong, string right, string title) => FixAssert.AssertFixed<DefaultFix>(
        LossSource.With($"[Formula] static double Formula(double fp, double fn, {wrong}){Rest}"), LossSource.With($"[Formula] static double Formula(double fp, double fn, {right}){Rest}"), title, index);

    [Fact]
    public Task The_default_changes_in_every_stage_that_declares_the_hyperparameter() => FixAssert.AssertFixed<DefaultFix>(
        LossSource.With("[PixelMean] static double Wrong(double p, double y, [Range(0, 1)] double {|LOSS0009:weight|} = 2) => weight * (1 - y) * p;", "[Formula] static double Formula(double wrong, double fp, [Range(0, 1)] double {|LOSS0009:weight|} = 2) => wrong + weight * fp;"),
        LossSource.With("[PixelMean] static double Wrong(double p, double y, [Range(0, 1)] double weight = 1) => weight * (1 - y) * p;", "[Formula] static double Formula(double wrong, double fp, [Range(0, 1)] double weight = 1) => wrong + weight * fp;"),
        "Set the default to 1");

    [Fact]
    public Task No_fix_is_offered_for_a_default_at_an_exclusive_bound() => FixAssert.AssertNoFix<DefaultFix>(
        LossSource.With($"[Formula] static double Formula(double fp, double fn, [Range(0, 1, MinimumIsExclusive = true)] double {{|LOSS0009:weight|}} = 0){Rest}"));

    [Fact]
    public Task The_range_begins_at_the_default_if_the_value_is_infinite_below_it() => FixAssert.AssertFixed<RangeFix>(
        LossSource.With("[Formula] static double Formula(double fp, double tp, [Range(0, 1e3)] double smooth = 1e-5) => {|LOSS2001:(fp + 1) / (tp + smooth)|};"),
        LossSource.With("[Formula] static double Formula(double fp, double tp, [Range(1e-5, 1e3)] double smooth = 1e-5) => (fp + 1) / (tp + smooth);"),
        "Let 'smooth' be at least 1e-5, its default");

    [Fact]
    public Task The_range_begins_at_the_default_if_errors_are_rewarded_below_it() => FixAssert.AssertFixed<RangeFix>(
        LossSource.With("[Formula] static double {|LOSS2004:Formula|}(double fp, double fn, [Range(-1, 1)] double weight = 0.5) => fp + weight * fn;"),
        LossSource.With("[Formula] static double Formula(double fp, double fn, [Range(0.5, 1)] double weight = 0.5) => fp + weight * fn;"),
        "Let 'weight' be at least 0.5, its default");

    [Fact]
    public Task The_range_ends_at_the_default_if_errors_are_rewarded_above_it() => FixAssert.AssertFixed<RangeFix>(
        LossSource.With("[Formula] static double {|LOSS2004:Formula|}(double fp, double fn, [Range(0, 2)] double weight = 1) => fp + (1 - weight) * fn;"),
        LossSource.With("[Formula] static double Formula(double fp, double fn, [Range(0, 1)] double weight = 1) => fp + (1 - weight) * fn;"),
        "Let 'weight' be at most 1, its default");

    [Fact]
    public Task No_fix_is_offered_for_a_range_that_is_not_the_cause_of_a_pole() => FixAssert.AssertNoFix<RangeFix>(
        LossSource.With("[Formula] static double Formula(double tp, double fp, double fn, [Range(0, 1)] double weight = 0.5) => {|LOSS2001:(fn + 1) / (tp + weight * fp)|};"));
}
