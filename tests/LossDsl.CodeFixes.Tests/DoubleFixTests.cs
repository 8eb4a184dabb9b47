namespace LossDsl.CodeFixes.Tests;

/// <summary>
/// Tests of <see cref="DoubleFix"/>, which writes a constant with doubles (3.0/2 for 3/2) if integer division, float32 or the operator ^ gives it another value (LOSS1008,
/// LOSS1009).
/// </summary>
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
    public Task A_constant_in_a_formula_is_written_with_doubles(string wrong, string right) => FixAssert.AssertFixed<DoubleFix>(
        LossSource.With($"[Formula] static double Formula(double fp, double fn) => fn + fp + {wrong};"),
        LossSource.With($"[Formula] static double Formula(double fp, double fn) => fn + fp + {right};"),
        "Write " + Title(wrong, right));

    [Theory]
    [InlineData("const double Half = {|LOSS1008:1/2|};", "const double Half = 1.0/2;")]
    [InlineData("const int Half = {|LOSS1008:1/2|};", "const double Half = 1.0/2;")]
    [InlineData("const int Half = 2 * ({|LOSS1008:1/2|});", "const double Half = 2 * (1.0/2);")]
    public Task A_const_becomes_a_double(string wrong, string right) => FixAssert.AssertFixed<DoubleFix>(
        LossSource.With("[Formula] static double Formula(double fp) => fp + fp * Half;", wrong),
        LossSource.With("[Formula] static double Formula(double fp) => fp + fp * Half;", right),
        "Write 1.0/2");

    [Theory]
    [InlineData("var half = {|LOSS1008:1/2|};", "var half = 1.0/2;")]
    [InlineData("int half = {|LOSS1008:1/2|};", "double half = 1.0/2;")]
    public Task A_local_becomes_a_double(string wrong, string right) => FixAssert.AssertFixed<DoubleFix>(
        LossSource.With($"[Formula] static double Formula(double fp) {{ {wrong} return fp + fp * half; }}"),
        LossSource.With($"[Formula] static double Formula(double fp) {{ {right} return fp + fp * half; }}"),
        "Write 1.0/2");

    [Fact]
    public Task A_default_is_written_with_doubles() => FixAssert.AssertFixed<DoubleFix>(
        LossSource.With("[Formula] static double Formula(double fp, double fn, [Range(0, 2)] double w = {|LOSS1008:3/2|}) => fn + fp * w;"),
        LossSource.With("[Formula] static double Formula(double fp, double fn, [Range(0, 2)] double w = 3.0/2) => fn + fp * w;"),
        "Write 3.0/2");

    [Fact]
    public Task A_bound_of_a_range_is_written_with_doubles() => FixAssert.AssertFixed<DoubleFix>(
        LossSource.With("[Formula] static double Formula(double fp, double fn, [Range(0, {|LOSS1008:3/2|})] double w = 1) => fn + fp * w;"),
        LossSource.With("[Formula] static double Formula(double fp, double fn, [Range(0, 3.0/2)] double w = 1) => fn + fp * w;"),
        "Write 3.0/2");

    // An enum member cannot be a double, and the other constant of the same declaration would change its type too.
    [Theory]
    [InlineData("(double)Weight.Half", "enum Weight { Half = {|LOSS1008:3/2|} }")]
    [InlineData("One", "const int One = {|LOSS1008:3/2|}, Two = 2;")]
    public Task No_fix_is_offered_where_the_declaration_needs_whole_numbers(string use, string declaration) => FixAssert.AssertNoFix<DoubleFix>(
        LossSource.With($"[Formula] static double Formula(double fp) => fp + fp * {use};", declaration));

    // The title of the fix quotes the replacement of the marked text alone, without the text around the mark.
    private static string Title(string wrong, string right)
    {
        var before = wrong.IndexOf("{|", StringComparison.Ordinal);
        var after = wrong.Length - wrong.IndexOf("|}", StringComparison.Ordinal) - 2;
        return right[before..^after];
    }
}
