using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Diagnostics;

/// <summary>Tests of the diagnostics about constants with another value than they seem to have: integer division, ^, overflow, float32.</summary>
public sealed class ConstantDiagnosticsTests
{
    [Theory]
    [InlineData("{|LOSS1008:3/2|} * fp", "3/2", "it is 1, not 1.5", "3.0/2")]
    [InlineData("{|LOSS1008:4 / 2|} * fp", "4 / 2", "it is 2 here, but wrong with other numbers", "4.0 / 2")]
    [InlineData("(double)({|LOSS1008:3/2|})", "3/2", "it is 1, not 1.5", "3.0/2")]
    [InlineData("(float)({|LOSS1008:1/2|})", "1/2", "it is 0, not 0.5", "1.0/2")]
    [InlineData("{|LOSS1008:5u/2|}", "5u/2", "it is 2, not 2.5", "5.0/2")]
    [InlineData("{|LOSS1008:0x10/3|}", "0x10/3", "it is 5, not 5.333333333", "(double)0x10/3")]
    [InlineData("{|LOSS1008:-3/2|}", "-3/2", "it is -1, not -1.5", "-3.0/2")]
    [InlineData("{|LOSS1008:(1 + 2)/2|}", "(1 + 2)/2", "it is 1, not 1.5", "(double)(1 + 2)/2")]
    [InlineData("(fp > {|LOSS1008:1/2|} ? 1 : 2)", "1/2", "it is 0, not 0.5", "1.0/2")]
    [InlineData("(true && {|LOSS1008:1/2|} > 0 ? fp : fn)", "1/2", "it is 0, not 0.5", "1.0/2")]
    [InlineData("Math.Pow(fp, {|LOSS1008:3/2|})", "3/2", "it is 1, not 1.5", "3.0/2")]
    public void Division_of_whole_numbers(string expression, string division, string effect, string instead) => DiagnosticAssert.Reports(
        Sources.Loss("tp + " + expression), Divides(division, effect, instead)).AssertNoCompilerDiagnostics();

    [Theory]
    [InlineData("=> fp + Half * tp; const double Half = {|LOSS1008:1/2|};")]
    [InlineData("=> fp + Half * tp; const double Half = Int; const int Int = {|LOSS1008:1/2|};")]
    [InlineData("=> fp + (double)Part.Half * tp; enum Part { Half = {|LOSS1008:1/2|} }")]
    [InlineData("{ const int Half = {|LOSS1008:1/2|}; return fp + Half * tp; }")]
    [InlineData("{ var half = {|LOSS1008:1/2|}; return fp + half * tp; }")]
    [InlineData("{ double half = 0; half += {|LOSS1008:1/2|}; return fp + half * tp; }")]
    [InlineData("=> fp + Weighted(tp) + Weighted(tn); static double Weighted(double x, double weight = {|LOSS1008:1/2|}) => weight * x;")]
    [InlineData("=> fp + Weighted(tp) + Weighted(tn); static double Weighted(double x) => {|LOSS1008:1/2|} * x;")]
    [InlineData("{ return fp + Of(tp); double Of(double x) => {|LOSS1008:1/2|} * x; }")]
    public void Division_in_code_that_the_formula_reaches(string body) => DiagnosticAssert.Reports(
        Sources.LossWithBody(body), Divides("1/2", "it is 0, not 0.5", "1.0/2")).AssertNoCompilerDiagnostics();

    [Fact]
    public void Division_in_attributes_and_default_values() => DiagnosticAssert.Reports(
        """
        using System.ComponentModel.DataAnnotations;

        [Loss("a")]
        internal partial class Sample
        {
            [LocalMean(7 / 2, Kernel.Gaussian, Sigma = {|LOSS1008:3/2|})] static double Blurred(double p) => p;

            [Formula, PixelMean]
            static double Formula(double blurred, [Range({|LOSS1008:1/2|}, {|LOSS1008:5/2|})] double weight = {|LOSS1008:4/3|}) => blurred * weight;
        }
        """,
        Divides("3/2", "it is 1, not 1.5", "3.0/2"), Divides("1/2", "it is 0, not 0.5", "1.0/2"), Divides("5/2", "it is 2, not 2.5", "5.0/2"), Divides("4/3", "it is 1, not 1.333333333", "4.0/3")).AssertNoCompilerDiagnostics();

    // A method that two losses call is reported once.
    [Fact]
    public void Division_in_a_method_of_two_losses() => DiagnosticAssert.Reports(
        """
        [Loss("a")] internal partial class One { [Formula] static double F(double fp) => Common.Half(fp); }
        [Loss("b")] internal partial class Two { [Formula] static double F(double fn) => Common.Half(fn); }
        internal static class Common { public static double Half(double x) => x * ({|LOSS1008:3/2|}); }
        """,
        Divides("3/2", "it is 1, not 1.5", "3.0/2")).AssertNoCompilerDiagnostics();

    [Theory]
    [InlineData("({|LOSS1009:10 ^ -6|})", "10 ^ -6", "-16", "1e-6", "^ is the exclusive or of whole numbers, and no power", "1e-6")]
    [InlineData("({|LOSS1009:2^3|})", "2^3", "1", "8", "^ is the exclusive or of whole numbers, and no power", "8")]
    [InlineData("({|LOSS1009:1 << 40|})", "1 << 40", "256", "1099511628000", "it does not fit into 'int'", "1099511627776")]
    [InlineData("({|LOSS1009:1 >> 1|})", "1 >> 1", "0", "0.5", "it does not fit into 'int'", "0.5")]
    [InlineData("unchecked({|LOSS1009:int.MaxValue + 1|})", "int.MaxValue + 1", "-2147483648", "2147483648", "it does not fit into 'int'", "2147483648")]
    [InlineData("{|LOSS1009:0.1f|}", "0.1f", "0.1000000015", "0.1", "a float has 7 digits", "0.1")]
    [InlineData("({|LOSS1009:1f/3|})", "1f/3", "0.3333333433", "0.3333333333", "a float has 7 digits", "1.0/3")]
    public void Constant_whose_value_is_not_what_it_seems(string expression, string part, string value, string seems, string reason, string instead) => DiagnosticAssert.Reports(
        Sources.Loss("fp + tp * " + expression), $"'{part}' is {value}, not {seems}, since {reason}; write {instead}").AssertNoCompilerDiagnostics();

    [Theory]
    [InlineData("1.0/2 + 3/2.0 + 1d/3 + 1e3/7")]
    [InlineData("0.5f + 2f + 1f/4 + 3 + 3L")]
    [InlineData("7 % 2 + (1 << 3) + (6 & 3) + 2 * 3 - 4")]
    [InlineData("(double)1m/3 + (double)0.1m + (double)(1m/3)")]
    [InlineData("(true ^ false ? 1.5 : 2.5)")]
    [InlineData("Math.PI + int.MaxValue + (double)System.DayOfWeek.Friday")]
    public void Constant_whose_value_is_what_it_seems(string expression) => DiagnosticAssert.Reports(Sources.Loss("fp + tp * (" + expression + ")")).AssertNoCompilerDiagnostics();

    // A constant of another assembly has no source to report.
    [Fact]
    public void Constant_of_another_assembly()
    {
        var library = GeneratorRun.OfAssembly("Library", References.All, "public static class Numbers { public const double Half = 1/2; }");
        var run = GeneratorRun.Of([.. References.All, library.Output.ToMetadataReference()], Sources.Loss("fp + tp * Numbers.Half"));
        Assert.Empty(run.Diagnostics);
    }

    private static string Divides(string division, string effect, string instead) => $"'{division}' divides whole numbers, which drops the fraction: {effect}; write {instead}";
}
