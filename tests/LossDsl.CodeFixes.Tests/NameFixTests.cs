namespace LossDsl.CodeFixes.Tests;

/// <summary>Tests of <see cref="NameFix"/>, which renames a parameter that binds to nothing (LOSS0006) to the nearest name that binds.</summary>
public sealed class NameFixTests
{
    [Fact]
    public Task A_quantity_that_is_spelled_out_becomes_its_initials() => Becomes(
        "[Formula] static double Formula(double {|LOSS0006:truePositives|}, double fp) => 1 - truePositives / (truePositives + fp + 1);",
        "[Formula] static double Formula(double tp, double fp) => 1 - tp / (tp + fp + 1);",
        "Rename to 'tp'");

    [Fact]
    public Task A_misspelt_stage_becomes_the_nearest_stage() => FixAssert.AssertFixed<NameFix>(
        LossSource.With("[PixelMean] static double CrossEntropy(double p, double y) => -y * Math.Log(p);", "[Formula] static double Formula(double {|LOSS0006:crosEntropi|}) => crosEntropi;"),
        LossSource.With("[PixelMean] static double CrossEntropy(double p, double y) => -y * Math.Log(p);", "[Formula] static double Formula(double crossEntropy) => crossEntropy;"),
        "Rename to 'crossEntropy'");

    [Fact]
    public Task A_named_argument_is_renamed_with_its_parameter() => FixAssert.AssertFixed<NameFix>(
        LossSource.With("[Formula] static double Formula(double {|LOSS0006:fps|}, double fn) => fps + fn;", "static double Twice(double a) => 2 * Formula(fps: a, fn: a);"),
        LossSource.With("[Formula] static double Formula(double fp, double fn) => fp + fn;", "static double Twice(double a) => 2 * Formula(fp: a, fn: a);"),
        "Rename to 'fp'");

    [Fact]
    public Task All_parameters_are_renamed_together() => Becomes(
        "[Formula] static double Formula(double {|LOSS0006:falsePositives|}, double {|LOSS0006:falseNegatives|}) => falsePositives + falseNegatives;",
        "[Formula] static double Formula(double fp, double fn) => fp + fn;",
        "Rename to 'fp'");

    [Theory]
    [InlineData("[Formula] static double Formula(double fp, double {|LOSS0006:temperature|}) => fp * temperature;")]
    [InlineData("[Formula] static double Formula(double fn, double fp, double tp, double tn, double n, double {|LOSS0006:tpx|}) => fp * tpx;")]
    public Task No_fix_is_offered_if_no_unused_name_is_near(string formula) => FixAssert.AssertNoFix<NameFix>(LossSource.With(formula));

    private static Task Becomes(string wrong, string right, string title) => FixAssert.AssertFixed<NameFix>(LossSource.With(wrong), LossSource.With(right), title);
}
