using System.Globalization;
using LossDsl.Generator.Tests.Harness;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Tests.Text;

/// <summary>Tests that numbers and text in generated code do not depend on the culture of the machine.</summary>
public sealed class NumbersTests : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentCulture;

    // Like Swedish, the culture has a minus sign other than the hyphen, and a decimal comma.
    public NumbersTests()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "\u2212";
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        CultureInfo.CurrentCulture = culture;
    }

    public void Dispose() => CultureInfo.CurrentCulture = before;

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(1, "1")]
    [InlineData(-12, "-12")]
    [InlineData(0.1, "0.1")]
    [InlineData(-1.5, "-1.5")]
    [InlineData(1e-5, "1E-05")]
    [InlineData(999999, "999999")]
    [InlineData(1e6, "1000000")]
    [InlineData(1e300, "1E+300")]
    [InlineData(double.Epsilon, "5E-324")]
    [InlineData(1.0 / 3, "0.3333333333333333")]
    [InlineData(double.MaxValue, "1.7976931348623157E+308")]
    [InlineData(double.PositiveInfinity, "double.PositiveInfinity")]
    [InlineData(double.NegativeInfinity, "double.NegativeInfinity")]
    [InlineData(double.NaN, "double.NaN")]
    public void Numbers_are_written_as_CSharp(double value, string code) => Assert.Equal(code, Numbers.ToCode(value));

    [Theory]
    [InlineData(2, "2")]
    [InlineData(-0.25, "-0.25")]
    [InlineData(1e-5, "10^{-5}")]
    [InlineData(-1e-5, "-10^{-5}")]
    [InlineData(2.5e20, "2.5 \\cdot 10^{20}")]
    [InlineData(double.PositiveInfinity, "\\infty")]
    [InlineData(double.NegativeInfinity, "-\\infty")]
    public void Numbers_are_written_as_LaTeX(double value, string latex) => Assert.Equal(latex, Numbers.ToLatex(value));

    [Theory]
    [InlineData(2, "2")]
    [InlineData(-0.25, "-0.25")]
    [InlineData(1e-5, "1e-5")]
    [InlineData(-2.5e20, "-2.5e20")]
    [InlineData(double.PositiveInfinity, "∞")]
    [InlineData(double.NegativeInfinity, "-∞")]
    [InlineData(double.NaN, "NaN")]
    public void Numbers_are_written_for_display(double value, string text) => Assert.Equal(text, Numbers.ToDisplay(value));

    [Fact]
    public void Numbers_in_code_read_back_to_the_same_bits()
    {
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (double.IsFinite(value))
            {
                Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(double.Parse(Numbers.ToCode(value), CultureInfo.InvariantCulture)));
            }
        }
    }

    [Theory]
    [InlineData(null, "null")]
    [InlineData("", "\"\"")]
    [InlineData("a \"b\" \\ c\nd\te", "\"a \\\"b\\\" \\\\ c\\nd\\u0009e\"")]
    [InlineData("γ \u2028 \ud83d\ude00 \0", "\"γ \\u2028 \\ud83d\\ude00 \\u0000\"")]
    public void Text_is_a_literal_that_reads_back(string? value, string literal)
    {
        Assert.Equal(literal, Literals.ToCode(value));
        Assert.Equal(value, (string?)Microsoft.CodeAnalysis.CSharp.SyntaxFactory.ParseExpression(literal).GetFirstToken().Value);
    }

    [Theory]
    [InlineData("a < b && c > d", "a &lt; b &amp;&amp; c &gt; d")]
    [InlineData("one\ntwo\u2028three", "one two three")]
    public void Text_in_documentation_is_one_line_of_XML(string value, string xml) => Assert.Equal(xml, Literals.ToXml(value));

    [Fact]
    public void Generated_code_does_not_depend_on_the_culture()
    {
        var here = Run();
        CultureInfo.CurrentCulture = before;
        Assert.Equal(Run().Files, here.Files);

        static GeneratorRun Run() => GeneratorRun.Of([.. Sources.Catalog(), Sources.Loss("-1.5e-7 * tp + -12 * fp / 0.3")]).AssertCompiles();
    }
}
