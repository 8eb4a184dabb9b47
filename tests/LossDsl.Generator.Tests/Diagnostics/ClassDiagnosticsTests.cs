using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Diagnostics;

/// <summary>Tests of the diagnostics about the class of a loss and its <c>[Loss]</c> attribute.</summary>
public sealed class ClassDiagnosticsTests
{
    private const string Formula = "[Formula] static double Formula(double tp) => -tp;";

    [Fact]
    public void Class_that_is_not_partial() => DiagnosticAssert.Reports(
        $$"""[Loss("a")] class {|LOSS0001:Sample|} { {{Formula}} }""",
        "Class 'Sample' must be partial: the generator writes the loss module into it");

    [Fact]
    public void Container_that_is_not_partial() => DiagnosticAssert.Reports(
        $$"""class {|LOSS0001:Outer|} { internal partial struct Middle { [Loss("a")] internal partial class Sample { {{Formula}} } } }""",
        "Class 'Outer' must be partial: the generator writes the loss module into it");

    [Theory]
    [InlineData("partial record", "", "it is a record; make it a class")]
    [InlineData("static partial class", "", "it is static; the module is an instance of it")]
    [InlineData("abstract partial class", "", "it is abstract; the catalog constructs it")]
    [InlineData("file partial class", "", "it is local to its file; the generated part is another file")]
    [InlineData("partial class", "<T>", "it is generic, or inside a generic type")]
    [InlineData("partial class", " : object", "it derives from 'object' explicitly; the generated part derives it from FormulaLoss")]
    [InlineData("partial class", " : System.Object", "it derives from 'object' explicitly; the generated part derives it from FormulaLoss")]
    [InlineData("partial class", " : Exception", "it derives from 'Exception'; the generated part derives it from FormulaLoss")]
    [InlineData("partial record struct", "", "it is a struct; make it a class")]
    [InlineData("partial struct", "", "it is a struct; make it a class")]
    [InlineData("partial interface", "", "it is an interface; make it a class")]
    [InlineData("partial class", "(int width)", "it has a primary constructor; the generated part has the constructor")]
    public void Class_that_cannot_be_a_loss(string kind, string suffix, string reason) => DiagnosticAssert.Reports(
        $$"""[Loss("a")] {{kind}} {|LOSS0002:Sample|}{{suffix}} { {{Formula}} }""",
        $"Class 'Sample' cannot be a loss: {reason}");

    [Theory]
    [InlineData("partial class Outer", "private partial class", "it is private or protected; the catalog of the assembly must see it")]
    [InlineData("partial class Outer", "protected partial class", "it is private or protected; the catalog of the assembly must see it")]
    [InlineData("partial class Outer", "private protected partial class", "it is private or protected; the catalog of the assembly must see it")]
    [InlineData("partial class Outer<T>", "internal partial class", "it is generic, or inside a generic type")]
    public void Nested_class_that_cannot_be_a_loss(string outer, string kind, string reason) => DiagnosticAssert.Reports(
        $$"""{{outer}} { [Loss("a")] {{kind}} {|LOSS0002:Sample|} { {{Formula}} } }""",
        $"Class 'Sample' cannot be a loss: {reason}");

    [Fact]
    public void Class_with_the_name_of_the_catalog() => DiagnosticAssert.Reports(
        $$"""namespace Tests; [Loss("a")] partial class {|LOSS0002:LossCatalog|} { {{Formula}} }""", "Class 'LossCatalog' cannot be a loss: it has the name of the generated catalog");

    // A constructor that called the base class directly would leave all hyperparameters at 0.
    [Theory]
    [InlineData("public {|LOSS0002:Sample|}() { }")]
    [InlineData("internal {|LOSS0002:Sample|}(string path) { }")]
    [InlineData("{|LOSS0002:Sample|}(string path) : base() { }")]
    public void Constructor_that_does_not_call_the_generated_one(string constructor) => DiagnosticAssert.Reports(
        $$"""[Loss("a")] partial class Sample { {{constructor}} {{Formula}} }""",
        "Class 'Sample' cannot be a loss: this constructor does not call the generated one, which sets the hyperparameters; remove it, or add ': this(...)'");

    [Theory]
    [InlineData("public Sample(string path) : this() { }")]
    [InlineData("static Sample() { }")]
    public void Constructor_beside_the_generated_one(string constructor) => DiagnosticAssert.Reports(
        $$"""[Loss("a")] partial class Sample { {{constructor}} {{Formula}} }""").AssertNoCompilerDiagnostics();

    [Theory]
    [InlineData("CatalogEntry")]
    [InlineData("Evaluate")]
    [InlineData("HasKernels")]
    [InlineData("GeneratedPass1")]
    public void Class_with_the_name_of_a_generated_member(string name) => DiagnosticAssert.Reports(
        $$"""[Loss("a")] partial class {|LOSS0002:{{name}}|} { {{Formula}} }""", $"Class '{name}' cannot be a loss: it has the name of a member that the generator writes into it");

    [Fact]
    public void Members_whose_names_are_taken() => DiagnosticAssert.Reports(
        $$"""
        [Loss("a")]
        partial class Sample
        {
            {{Formula}}
            const double {|LOSS0025:Options|} = 1;
            static bool {|LOSS0025:HasKernels|}() => true;
            static double CatalogEntry2, {|LOSS0025:CatalogEntry|}, {|LOSS0025:training|};
            struct {|LOSS0025:GeneratedPass2|};
            static double Evaluate(double x) => x;
            static double forward(double x) => x;
            public override string ToString() => "";
            public new static string GetName() => "";
        }
        """,
        "Member 'Options' needs another name: every loss inherits a member 'Options'",
        "Member 'HasKernels' needs another name: the generator writes a member 'HasKernels' into every loss",
        "Member 'CatalogEntry' needs another name: the generator writes a member 'CatalogEntry' into every loss",
        "Member 'training' needs another name: every loss inherits a member 'training'",
        "Member 'GeneratedPass2' needs another name: the generator writes a member 'GeneratedPass2' into every loss");

    [Fact]
    public void Types_that_hide_those_of_generated_code() => DiagnosticAssert.Reports(
        $$"""
        class {|LOSS0026:TorchSharp|};
        namespace LossDsl { struct {|LOSS0026:LossOptions|}; struct LossOptions<T>; struct Other; }
        namespace LossDsl.CompilerServices { class {|LOSS0026:ImageGroup|}; }
        namespace Mine { class TorchSharp; class LossDsl; class LossOptions; class System; }
        """,
        "Type 'TorchSharp' needs another name or namespace: generated code uses the namespace of that name",
        "Type 'LossOptions' needs another name or namespace: generated code uses the type of that name",
        "Type 'ImageGroup' needs another name or namespace: generated code uses the type of that name");

    [Theory]
    [InlineData("public sealed partial class Sample")]
    [InlineData("partial class Sample : IDisposable")]
    [InlineData("partial class Sample : FormulaLoss")]
    public void Class_that_can_be_a_loss(string declaration)
    {
        var run = DiagnosticAssert.Reports($$"""[Loss("a")] {{declaration}} { {{Formula}} }""");
        run.AssertNoCompilerDiagnostics();
    }

    [Fact]
    public void Containers_that_are_internal() => DiagnosticAssert.Reports(
        $$"""partial class Outer { protected internal partial class Middle { [Loss("a")] internal partial class Sample { {{Formula}} } } }""").AssertNoCompilerDiagnostics();

    [Fact]
    public void No_formula() => DiagnosticAssert.Reports(
        """[Loss("a")] partial class {|LOSS0003:Sample|} { static double Formula(double tp) => -tp; }""",
        "Loss 'Sample' has no formula; mark one static method of the class with [Formula]");

    [Fact]
    public void Formula_in_another_part() => DiagnosticAssert.Reports([
        """[Loss("a")] partial class Sample;""",
        $$"""partial class Sample { {{Formula}} }"""]).AssertNoCompilerDiagnostics();

    [Fact]
    public void Two_formulas() => DiagnosticAssert.Reports(
        $$"""
        [Loss("a")]
        partial class Sample
        {
            {{Formula}}
            [Formula] static double {|LOSS0004:Second|}(double fp) => fp;
            [Formula] static double {|LOSS0004:Third|}(double fp) => fp;
        }
        """,
        "Loss 'Sample' has more than one formula; 'Second' is marked with [Formula] too",
        "Loss 'Sample' has more than one formula; 'Third' is marked with [Formula] too");

    [Fact]
    public void Two_losses_with_one_name() => DiagnosticAssert.Reports(
        $$"""
        [Loss("dice")] partial class First { {{Formula}} }
        [Loss("other")] partial class Second { {{Formula}} }
        [Loss("Dice")] partial class {|LOSS0008:Third|} { {{Formula}} }
        """,
        "Loss name 'Dice' is used by 'First' too; names must be unique in an assembly, whatever their case");

    // Two losses without a usable name are not reported for having the same name too.
    [Fact]
    public void Two_losses_without_a_name() => DiagnosticAssert.Reports(
        $$"""
        [{|LOSS0012:Loss("")|}] partial class One { {{Formula}} }
        [{|LOSS0012:Loss("")|}] partial class Two { {{Formula}} }
        """,
        "'' cannot be the name of a loss; use letters, digits and hyphens, e.g. \"focal-tversky\"",
        "'' cannot be the name of a loss; use letters, digits and hyphens, e.g. \"focal-tversky\"");

    [Theory]
    [InlineData("")]
    [InlineData("-dice")]
    [InlineData("focal tversky")]
    [InlineData("dice_2")]
    [InlineData("größe")]
    public void Name_that_cannot_be_used(string name) => DiagnosticAssert.Reports(
        $$"""[{|LOSS0012:Loss("{{name}}")|}] partial class Sample { {{Formula}} }""",
        $"'{name}' cannot be the name of a loss; use letters, digits and hyphens, e.g. \"focal-tversky\"");

    [Theory]
    [InlineData("a")]
    [InlineData("focal-tversky-2")]
    [InlineData("2D")]
    public void Name_that_can_be_used(string name) => DiagnosticAssert.Reports($$"""[Loss("{{name}}")] partial class Sample { {{Formula}} }""").AssertNoCompilerDiagnostics();

    [Fact]
    public void No_runtime()
    {
        var (source, marks) = Markup.Read($$"""[Loss("a")] partial class {|LOSS0013:Sample|} { {{Formula}} }""", "Source0.cs");
        var run = GeneratorRun.Of(References.WithoutRuntime, source);
        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(marks[0], new DiagnosticMark("Source0.cs", diagnostic.Location.SourceSpan, diagnostic.Id));
        Assert.Equal("Loss 'Sample' needs a reference to LossDsl.Runtime, which generated code runs on", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Empty(run.Files);
    }

    [Fact]
    public void A_pragma_turns_a_diagnostic_off()
    {
        var run = GeneratorRun.Of($$"""
            #pragma warning disable LOSS0003
            [Loss("a")] partial class Sample;
            #pragma warning restore LOSS0003
            [Loss("b")] partial class Other;
            """);
        Assert.Equal(1, run.Diagnostics.Count(static d => d.Id == "LOSS0003" && !d.IsSuppressed));
        Assert.Equal("Other", run.Diagnostics.Single(static d => !d.IsSuppressed).Location.SourceTree!.ToString().Split("class ")[^1][..5]);
    }
}
