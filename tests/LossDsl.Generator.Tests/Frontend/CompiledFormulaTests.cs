using LossDsl.Generator.Formulas;
using LossDsl.Generator.Tests.Formulas;
using LossDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Tests.Frontend;

/// <summary>Tests of formulas that call methods of losses in a referenced assembly: the assembly carries their expressions as text.</summary>
public sealed class CompiledFormulaTests
{
    private const string Library = """
        namespace Library;

        /// <summary>A mixture.</summary>
        [Loss("mixture")]
        public sealed partial class MixtureLoss
        {
            /// <summary>Of a pixel.</summary>
            [PixelMean]
            public static double Cross(double p, double y, [StopGradient] double n, double gamma = 2) => -y * Math.Pow(1 - p, gamma) * Math.Log(p) / Math.Sqrt(n) + Half(y);

            /// <summary>Of a class.</summary>
            [ClassSum]
            public static double Overlap(double tp, double fp, double classWeight) => tp + fp > 1e-3 ? classWeight * tp / (tp + fp) : 0;

            /// <summary>All.</summary>
            [Formula]
            public static double Formula(double cross, double overlap, double scale = -1.5e-7) => scale * cross + Math.Max(overlap, cross);

            private static double Half(double x) => x / 2;
        }
        """;

    private const string Caller = """
        namespace Here;

        [Loss("here")]
        internal partial class HereLoss
        {
            [PixelSum] static double Mine(double y, double p) => Library.MixtureLoss.Cross(y: y, p: p, n: 3) + Library.MixtureLoss.Cross(p, y, 4, gamma: 1.25);
            [ClassMean] static double Shared(double fp, double tp) => Library.MixtureLoss.Overlap(tp, fp, 2);
            [Formula] static double Formula(double mine, double shared) => Library.MixtureLoss.Formula(mine, shared) + Library.MixtureLoss.Formula(shared, mine, 3);
        }
        """;

    [Fact]
    public void A_plan_from_an_assembly_equals_that_from_source()
    {
        var fromSource = CompiledLosses.Plans(GeneratorRun.Of(Library, Caller).AssertCompiles()).Single(static p => p.Spec.Class.Name == "HereLoss");
        var fromAssembly = CompiledLosses.Plans(GeneratorRun.Of([.. References.All, CompiledLosses.Image(Library)], Caller).AssertCompiles()).Single();
        Assert.Equal(fromSource, fromAssembly);
    }

    [Fact]
    public void A_loss_can_call_through_two_assemblies()
    {
        var library = CompiledLosses.Image(Library);
        var middle = CompiledLosses.Image("""
            namespace Middle;

            /// <summary>Between.</summary>
            [Loss("middle")]
            public partial class MiddleLoss
            {
                /// <summary>Twice.</summary>
                [Formula] public static double Twice(double tp, double fp) => 2 * Library.MixtureLoss.Overlap(tp, fp, 3);
            }
            """, "Middle", library);
        var plan = CompiledLosses.Plans(GeneratorRun.Of([.. References.All, library, middle], """
            [Loss("last")] internal partial class LastLoss { [Formula] static double Formula(double fn, double fp) => Middle.MiddleLoss.Twice(fn, fp); }
            """).AssertCompiles()).Single();
        Assert.Equal("2 * (3 * fn / (fn + fp) if fn + fp > 0.001 else 0)", CompiledLosses.Text(plan.Spec.Formula.Body));
    }

    [Fact]
    public void A_private_method_is_not_carried() => Assert.DoesNotContain(
        "\"Half\"", GeneratorRun.Of(Library).Files["Library.MixtureLoss.Metadata.g.cs"], StringComparison.Ordinal);

    // The text of the body would not tell which of the two parameters is meant.
    [Fact]
    public void Two_parameters_of_one_quantity_are_not_carried()
    {
        var library = CompiledLosses.Image("""
            /// <summary>Two.</summary>
            [Loss("two")]
            public partial class TwoLoss
            {
                /// <summary>One quantity.</summary>
                [Formula] public static double Formula(double tp, double TP) => tp - 2 * TP;
            }
            """);
        AssertReported("TwoLoss.Formula(fp, fn)", library);
    }

    [Theory]
    [InlineData("(add a (unknown b))")]
    [InlineData("(add a b")]
    [InlineData("(add a b))")]
    [InlineData("add a b")]
    [InlineData("(add a)")]
    [InlineData("(add a b b)")]
    [InlineData("(add a c)")]
    [InlineData("()")]
    [InlineData("( )")]
    [InlineData("")]
    [InlineData(")(")]
    [InlineData("(add a 1,5)")]
    [InlineData("((add a b))")]
    [InlineData("\0")]
    public void Text_that_cannot_be_parsed_is_reported(string text) => AssertReported("Broken.Formula(fp, fn)", LibraryWithText("a b", text));

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a b c", "a")]
    [InlineData("", "1")]
    public void Parameters_that_do_not_fit_are_reported(string parameters, string text) => AssertReported("Broken.Formula(fp, fn)", LibraryWithText(parameters, text));

    [Fact]
    public void Deeply_nested_text_does_not_overflow_the_stack()
    {
        const int Depth = 100_000;
        var open = string.Concat(Enumerable.Repeat("(negate ", Depth));
        foreach (var text in new[] { open, open + "a" + new string(')', Depth), new string('(', Depth) })
        {
            Exception? failure = null;
            var thread = new Thread(() => failure = Record.Exception(() => Assert.Null(ExprText.Parse(text, new Dictionary<string, Expr> { ["a"] = 1 }))), maxStackSize: 1 << 20);
            thread.Start();
            thread.Join();
            Assert.Null(failure);
        }
    }

    [Fact]
    public void Text_reads_back_to_the_same_expression()
    {
        foreach (var formula in RandomFormulas.OfAll(500).Concat(RandomFormulas.OfArithmetic(300)).Concat(RandomFormulas.OfNumbers(200)))
        {
            var variables = RandomFormulas.Variables.ToDictionary(static v => v.Name, static v => (Expr)v);
            Assert.Equal(formula, ExprText.Parse(ExprText.Print(formula), variables));
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.Epsilon)]
    [InlineData(double.MaxValue)]
    [InlineData(1.0 / 3)]
    [InlineData(-1e-5)]
    public void Numbers_read_back_to_the_same_bits(double value)
    {
        foreach (var number in new Constant[] { new(value), new(-value) })
        {
            Assert.Equal(number, ExprText.Parse(ExprText.Print(number), new Dictionary<string, Expr>()));
        }
    }

    [Fact]
    public void A_variable_goes_before_a_number_of_its_name() =>
        Assert.Equal((Expr)2, ExprText.Parse("Infinity", new Dictionary<string, Expr> { ["Infinity"] = 2 }));

    private static void AssertReported(string call, MetadataReference library)
    {
        var diagnostic = Assert.Single(GeneratorRun.Of([.. References.All, library], Sources.Loss(call)).Diagnostics);
        Assert.Equal("LOSS1003", diagnostic.Id);
        Assert.Equal(call, diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
    }

    // Text as a generator of another version might have written it, or no generator at all.
    private static MetadataReference LibraryWithText(string parameters, string text) => CompiledLosses.Image($$"""
        [LossDsl.CompilerServices.CompiledFormula("Formula", {{Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(parameters, true)}}, {{Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, true)}})]
        public static class Broken { public static double Formula(double a, double b) => a + b; }
        """);
}
