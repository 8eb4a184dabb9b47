namespace LossDsl.CodeFixes.Tests;

/// <summary>
/// Tests of <see cref="SmoothingFix"/>, which adds a smoothing hyperparameter to numerator and denominator of a quotient that can be infinite (LOSS2001, LOSS2002).
/// </summary>
public sealed class SmoothingFixTests
{
    private const string Title = "Add 'smooth' to numerator and denominator";

    [Fact]
    public Task A_ratio_inside_a_logarithm_is_smoothed() => Becomes(
        "[Formula] static double Formula(double tp, double fp, double fn) => -{|LOSS2002:Math.Log(tp / (tp + fp + fn))|};",
        "[Formula] static double Formula(double tp, double fp, double fn, [Range(1e-6, 1e3)] double smooth = 1) => -Math.Log((tp + smooth) / (tp + fp + fn + smooth));");

    [Fact]
    public Task A_quotient_with_a_pole_is_smoothed() => Becomes(
        "[Formula] static double Formula(double tp, double fp, double fn) => {|LOSS2001:(fp + fn + 1) / tp|};",
        "[Formula] static double Formula(double tp, double fp, double fn, [Range(1e-6, 1e3)] double smooth = 1) => (fp + fn + 1 + smooth) / (tp + smooth);");

    [Fact]
    public Task The_smoothing_that_the_method_declares_is_used() => Becomes(
        "[Formula] static double Formula(double fp, double tn, [Range(0.1, 1)] double smooth = 0.5) => {|LOSS2001:(fp + smooth) / tn|};",
        "[Formula] static double Formula(double fp, double tn, [Range(0.1, 1)] double smooth = 0.5) => (fp + smooth) / (tn + smooth);");

    [Fact]
    public Task The_smoothing_of_another_stage_is_declared_with_its_range_and_default() => FixAssert.AssertFixed<SmoothingFix>(
        LossSource.With(
            "[PixelMean] static double Wrong(double p, double y, [Range(0.5, 2)] double smooth = 1) => smooth * (1 - y) * p;",
            "[Formula] static double Formula(double wrong, double fp, double tn) => wrong + {|LOSS2001:(fp + 1) / tn|};"),
        LossSource.With(
            "[PixelMean] static double Wrong(double p, double y, [Range(0.5, 2)] double smooth = 1) => smooth * (1 - y) * p;",
            "[Formula] static double Formula(double wrong, double fp, double tn, [Range(0.5, 2)] double smooth = 1) => wrong + (fp + 1 + smooth) / (tn + smooth);"),
        Title);

    [Fact]
    public Task Another_name_is_taken_if_a_local_is_named_smooth() => FixAssert.AssertFixed<SmoothingFix>(
        LossSource.With("[Formula] static double Formula(double fp, double tn) { var smooth = fp + 1; return {|LOSS2001:smooth / tn|}; }"),
        LossSource.With("[Formula] static double Formula(double fp, double tn, [Range(1e-6, 1e3)] double smoothing = 1) { var smooth = fp + 1; return (smooth + smoothing) / (tn + smoothing); }"),
        "Add 'smoothing' to numerator and denominator");

    [Fact]
    public Task The_attribute_is_written_with_its_namespace_if_the_using_is_missing() => FixAssert.AssertFixed<SmoothingFix>(
        LossSource.With("[Formula] static double Formula(double fp, double tn) => {|LOSS2001:(fp + 1) / tn|};").Replace("using System.ComponentModel.DataAnnotations;\n", ""),
        LossSource.With("[Formula] static double Formula(double fp, double tn, [System.ComponentModel.DataAnnotations.Range(1e-6, 1e3)] double smooth = 1) => (fp + 1 + smooth) / (tn + smooth);").Replace("using System.ComponentModel.DataAnnotations;\n", ""),
        Title);

    [Theory]
    [InlineData("[Formula] static double Formula(double fp, double tn) => Ratio(fp, tn);", "static double Ratio(double a, double b) => {|LOSS2001:(a + 1) / b|};")]
    [InlineData("[Formula] static double Formula(double fp) => fp + {|LOSS2001:Math.Log(fp)|};")]
    [InlineData("[Formula] static double Formula(double fp, double tn, [Range(0, 1)] double smooth = 0) => {|LOSS2001:(fp + 1 + smooth) / (tn + smooth)|};")]
    public Task No_fix_is_offered_outside_a_stage_or_without_a_quotient_or_if_the_quotient_is_smoothed(params string[] methods) => FixAssert.AssertNoFix<SmoothingFix>(LossSource.With(methods));

    private static Task Becomes(string wrong, string right) => FixAssert.AssertFixed<SmoothingFix>(LossSource.With(wrong), LossSource.With(right), Title);
}
