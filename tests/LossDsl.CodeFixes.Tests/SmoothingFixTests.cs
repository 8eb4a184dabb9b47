namespace LossDsl.CodeFixes.Tests;

public sealed class SmoothingFixTests
{
    private const string Title = "Add 'smooth' to numerator and denominator";

    [Fact]
    public Task Logarithm_of_a_ratio() => Becomes(
        "[Formula] static double Formula(double tp, double fp, double fn) => -{|LOSS2002:Math.Log(tp / (tp + fp + fn))|};",
        "[Formula] static double Formula(double tp, double fp, double fn, [Range(1e-6, 1e3)] double smooth = 1) => -Math.Log((tp + smooth) / (tp + fp + fn + smooth));");

    [Fact]
    public Task Pole() => Becomes(
        "[Formula] static double Formula(double tp, double fp, double fn) => {|LOSS2001:(fp + fn + 1) / tp|};",
        "[Formula] static double Formula(double tp, double fp, double fn, [Range(1e-6, 1e3)] double smooth = 1) => (fp + fn + 1 + smooth) / (tp + smooth);");

    [Fact]
    public Task Hyperparameter_that_is_there() => Becomes(
        "[Formula] static double Formula(double fp, double tn, [Range(0.1, 1)] double smooth = 0.5) => {|LOSS2001:(fp + smooth) / tn|};",
        "[Formula] static double Formula(double fp, double tn, [Range(0.1, 1)] double smooth = 0.5) => (fp + smooth) / (tn + smooth);");

    [Fact]
    public Task Hyperparameter_of_another_stage() => FixAssert.Becomes<SmoothingFix>(
        Loss.With(
            "[PixelMean] static double Wrong(double p, double y, [Range(0.5, 2)] double smooth = 1) => smooth * (1 - y) * p;",
            "[Formula] static double Formula(double wrong, double fp, double tn) => wrong + {|LOSS2001:(fp + 1) / tn|};"),
        Loss.With(
            "[PixelMean] static double Wrong(double p, double y, [Range(0.5, 2)] double smooth = 1) => smooth * (1 - y) * p;",
            "[Formula] static double Formula(double wrong, double fp, double tn, [Range(0.5, 2)] double smooth = 1) => wrong + (fp + 1 + smooth) / (tn + smooth);"),
        Title);

    [Fact]
    public Task Name_that_a_local_has() => FixAssert.Becomes<SmoothingFix>(
        Loss.With("[Formula] static double Formula(double fp, double tn) { var smooth = fp + 1; return {|LOSS2001:smooth / tn|}; }"),
        Loss.With("[Formula] static double Formula(double fp, double tn, [Range(1e-6, 1e3)] double smoothing = 1) { var smooth = fp + 1; return (smooth + smoothing) / (tn + smoothing); }"),
        "Add 'smoothing' to numerator and denominator");

    [Fact]
    public Task Using_that_is_missing() => FixAssert.Becomes<SmoothingFix>(
        Loss.With("[Formula] static double Formula(double fp, double tn) => {|LOSS2001:(fp + 1) / tn|};").Replace("using System.ComponentModel.DataAnnotations;\n", ""),
        Loss.With("[Formula] static double Formula(double fp, double tn, [System.ComponentModel.DataAnnotations.Range(1e-6, 1e3)] double smooth = 1) => (fp + 1 + smooth) / (tn + smooth);").Replace("using System.ComponentModel.DataAnnotations;\n", ""),
        Title);

    [Theory]
    [InlineData("[Formula] static double Formula(double fp, double tn) => Ratio(fp, tn);", "static double Ratio(double a, double b) => {|LOSS2001:(a + 1) / b|};")]
    [InlineData("[Formula] static double Formula(double fp) => fp + {|LOSS2001:Math.Log(fp)|};")]
    [InlineData("[Formula] static double Formula(double fp, double tn, [Range(0, 1)] double smooth = 0) => {|LOSS2001:(fp + 1 + smooth) / (tn + smooth)|};")]
    public Task No_bar_or_both_smoothed_or_not_of_a_stage(params string[] methods) => FixAssert.IsNotOffered<SmoothingFix>(Loss.With(methods));

    private static Task Becomes(string wrong, string right) => FixAssert.Becomes<SmoothingFix>(Loss.With(wrong), Loss.With(right), Title);
}
