namespace LossDsl.CodeFixes.Tests;

/// <summary>Constants that are another number than they seem.</summary>
public sealed class DoubleFixTests
{
    [Theory]
    [InlineData("{|LOSS1008:3/2|}", "3.0/2")]
    [InlineData("{|LOSS1008:1 / 2|}", "1.0 / 2")]
    [InlineData("{|LOSS1008:3L/2u|}", "3.0/2u")]
    [InlineData("{|LOSS1008:0x10/3|}", "(double)0x10/3")]
    [InlineData("{|LOSS1008:-3/2|}", "-3.0/2")]
    [InlineData("{|LOSS1008:(1+2)/2|}", "(double)(1+2)/2")]
    [InlineData("{|LOSS1008:1*3/2|}", "1.0*3/2")]
    [InlineData("(double)({|LOSS1008:3/2|})", "(double)(3.0/2)")]
    [InlineData("(2 * ({|LOSS1008:3/2|}))", "(2 * (3.0/2))")]
    [InlineData("{|LOSS1009:0.1f|}", "0.1")]
    [InlineData("({|LOSS1009:1f/3|})", "(1.0/3)")]
    [InlineData("({|LOSS1009:10 ^ -6|})", "(1e-6)")]
    public Task In_a_formula(string wrong, string right) => FixAssert.Becomes<DoubleFix>(
        Loss.With($"[Formula] static double Formula(double fp, double fn) => fn + fp + {wrong};"),
        Loss.With($"[Formula] static double Formula(double fp, double fn) => fn + fp + {right};"),
        "Write " + Title(wrong, right));

    [Theory]
    [InlineData("const double Half = {|LOSS1008:1/2|};", "const double Half = 1.0/2;")]
    [InlineData("const int Half = {|LOSS1008:1/2|};", "const double Half = 1.0/2;")]
    [InlineData("const int Half = 2 * ({|LOSS1008:1/2|});", "const double Half = 2 * (1.0/2);")]
    public Task In_a_constant(string wrong, string right) => FixAssert.Becomes<DoubleFix>(
        Loss.With("[Formula] static double Formula(double fp) => fp + fp * Half;", wrong),
        Loss.With("[Formula] static double Formula(double fp) => fp + fp * Half;", right),
        "Write 1.0/2");

    [Theory]
    [InlineData("var half = {|LOSS1008:1/2|};", "var half = 1.0/2;")]
    [InlineData("int half = {|LOSS1008:1/2|};", "double half = 1.0/2;")]
    public Task In_a_local(string wrong, string right) => FixAssert.Becomes<DoubleFix>(
        Loss.With($"[Formula] static double Formula(double fp) {{ {wrong} return fp + fp * half; }}"),
        Loss.With($"[Formula] static double Formula(double fp) {{ {right} return fp + fp * half; }}"),
        "Write 1.0/2");

    [Fact]
    public Task In_a_hyperparameter() => FixAssert.Becomes<DoubleFix>(
        Loss.With("[Formula] static double Formula(double fp, double fn, [Range(0, 2)] double w = {|LOSS1008:3/2|}) => fn + fp * w;"),
        Loss.With("[Formula] static double Formula(double fp, double fn, [Range(0, 2)] double w = 3.0/2) => fn + fp * w;"),
        "Write 3.0/2");

    [Fact]
    public Task In_a_range() => FixAssert.Becomes<DoubleFix>(
        Loss.With("[Formula] static double Formula(double fp, double fn, [Range(0, {|LOSS1008:3/2|})] double w = 1) => fn + fp * w;"),
        Loss.With("[Formula] static double Formula(double fp, double fn, [Range(0, 3.0/2)] double w = 1) => fn + fp * w;"),
        "Write 3.0/2");

    // An enum has no doubles, and two constants of one declaration have one type.
    [Theory]
    [InlineData("(double)Weight.Half", "enum Weight { Half = {|LOSS1008:3/2|} }")]
    [InlineData("One", "const int One = {|LOSS1008:3/2|}, Two = 2;")]
    public Task Not_where_a_whole_number_is_asked_for(string use, string declaration) => FixAssert.IsNotOffered<DoubleFix>(
        Loss.With($"[Formula] static double Formula(double fp) => fp + fp * {use};", declaration));

    // What is marked is written anew, without what stands around it.
    private static string Title(string wrong, string right)
    {
        var before = wrong.IndexOf("{|", StringComparison.Ordinal);
        var after = wrong.Length - wrong.IndexOf("|}", StringComparison.Ordinal) - 2;
        return right[before..^after];
    }
}
