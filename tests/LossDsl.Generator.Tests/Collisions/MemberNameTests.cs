using LossDsl.Generator.Frontend;
using LossDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Generator.Tests.Collisions;

/// <summary>Tests that any name of a member, class or hyperparameter compiles with the generated code, or gets a LOSS diagnostic.</summary>
public sealed class MemberNameTests
{
    private static readonly string[] Generated = ["CatalogEntry", "Pass1", "Pass2", "Kernel", "TLane", "value", "pixels", "images", "Formula1", "GeneratedPass", "GeneratedPass1", "GeneratedPass12"];

    // The members of all base classes of a loss, and those that the generator writes.
    private static readonly string[] Names = [.. Inherited().Concat(Generated).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData("private class {0};")]
    [InlineData("private struct {0};")]
    [InlineData("private enum {0};")]
    [InlineData("private delegate void {0}();")]
    [InlineData("private const double {0} = 1;")]
    [InlineData("private static double {0} => 1;")]
    [InlineData("private static double {0}() => 1;")]
    [InlineData("private static double {0}(double a) => a;")]
    [InlineData("private static double {0}<T>() => 1;")]
    [InlineData("private static double {0}(TorchSharp.torch.Tensor a, TorchSharp.torch.Tensor b) => 1;")]
    [InlineData("public static event Action? {0} { add { } remove { } }")]
    [InlineData("[PixelMean] static double {0}(double p) => p;")]
    public void Any_name_of_a_member_compiles_or_is_reported(string member) => AssertCompilesOrIsReported((name, i) =>
        $$"""[Loss("a-{{i}}")] internal partial class Sample { {{member.Replace("{0}", name)}} [Formula] static double Formula(double tp, double beta = 1) => 1 / (tp + beta); }""");

    [Fact]
    public void Any_name_of_a_class_compiles_or_is_reported() => AssertCompilesOrIsReported(static (name, i) =>
        $$"""[Loss("a-{{i}}")] internal partial class {{name}} { [Formula] static double F(double tp, double beta = 1) => 1 / (tp + beta); }""");

    [Theory]
    [InlineData("{0}")]
    [InlineData("_{0}")]
    [InlineData("{1}")]
    public void Any_name_of_a_hyperparameter_compiles_or_is_reported(string pattern) => AssertCompilesOrIsReported((name, i) =>
    {
        var parameter = string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, name, char.ToLowerInvariant(name[0]) + name[1..]);
        return $$"""[Loss("a-{{i}}")] internal partial class Sample { [Formula] static double Formula(double tp, double {{parameter}} = 1) => 1 / (tp + {{parameter}}); }""";
    });

    [Fact]
    public void Any_name_of_a_class_around_the_loss_compiles_or_is_reported() => AssertCompilesOrIsReported(static (name, i) =>
        $$"""internal partial class {{name}} { [Loss("a-{{i}}")] internal partial class Sample { [Formula] static double Formula(double tp, double beta = 1) => 1 / (tp + beta); } }""");

    [Theory]
    [InlineData("file")]
    [InlineData("required")]
    [InlineData("scoped")]
    [InlineData("record")]
    [InlineData("partial")]
    [InlineData("where")]
    [InlineData("await")]
    [InlineData("async")]
    [InlineData("dynamic")]
    [InlineData("nint")]
    [InlineData("field")]
    [InlineData("global")]
    [InlineData("extension")]
    [InlineData("yield")]
    [InlineData("notnull")]
    [InlineData("_")]
    [InlineData("if")]
    public void Keywords_as_names_compile(string word) => GeneratorRun.Of($$"""
        namespace @{{word}} { internal partial class @{{word}} { [Loss("a")] internal partial class Loss { [Formula] static double F(double tp, double @{{word}} = 1) => 1 / (tp + @{{word}}); } } }
        namespace Other { [Loss("b")] internal partial class @{{word}} { [Formula] static double F(double tp, double beta = 1) => 1 / (tp + beta); } }
        """).AssertCompiles();

    // An override of a member that the generator writes would be a second member of that name; any other override is allowed.
    [Theory]
    [InlineData("protected override bool HasKernels => false;", "LOSS0025")]
    [InlineData("protected override bool NeedsFloat64 => true;", "LOSS0025")]
    [InlineData("protected internal override LossDsl.CompilerServices.RegionValues Evaluate(LossDsl.CompilerServices.ImageGroup images) => default;", "LOSS0025")]
    [InlineData("public override string ToString() => \"\";", null)]
    [InlineData("public new string GetName() => \"\";", null)]
    [InlineData("public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor logits, TorchSharp.torch.Tensor target) => logits;", null)]
    [InlineData("public new const double Metadata = 1;", null)]
    [InlineData("public new static LossOptions Options() => new();", null)]
    public void An_override_of_a_generated_member_is_reported_and_others_are_not(string member, string? reported)
    {
        var run = GeneratorRun.Of($$"""[Loss("a")] internal partial class Sample { {{member}} [Formula] static double Formula(double tp, double beta = 1) => 1 / (tp + beta); }""");
        Assert.Equal(reported, run.Diagnostics.SingleOrDefault()?.Id);
        if (reported is null)
        {
            run.AssertNoCompilerDiagnostics();
        }
    }

    // The list in MemberNameCheck must have every member that the generator writes.
    [Fact]
    public void Every_generated_member_is_a_known_name()
    {
        var run = GeneratorRun.Of(Sources.Catalog()).AssertCompiles();
        foreach (var tree in run.Output.SyntaxTrees.Except(run.Input.SyntaxTrees).Where(static tree => !tree.FilePath.EndsWith("LossCatalog.g.cs", StringComparison.Ordinal)))
        {
            var part = tree.GetRoot().DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.TypeDeclarationSyntax>().First();
            var type = run.Output.GetSemanticModel(tree).GetDeclaredSymbol(part)!;
            var properties = run.Step(TrackingNames.Spec).Select(static step => (Generator.Formulas.LossSpec)step.Value).Single(spec => spec.Class.Name == type.Name)
                .Hyperparameters.Select(static h => Generator.Text.Names.ToPascalCase(h.Name));
            var written = type.GetMembers().Where(member => member.Locations.Any(l => l.SourceTree == tree) && !member.IsImplicitlyDeclared && member is not IMethodSymbol { MethodKind: not MethodKind.Ordinary });

            // A loss with inputs has overloads of these methods of the base class.
            string[] overloads = ["Compute", "Backward", "ValueAndGradient"];
            Assert.All(written.Select(static member => member.Name).Except(properties).Except(overloads), static name => Assert.True(MemberNameCheck.IsGenerated(name), name));
        }
    }

    private static IEnumerable<string> Inherited()
    {
        var compilation = CSharpCompilation.Create("Names", references: References.All);
        for (var type = compilation.GetTypeByMetadataName("LossDsl.FormulaLoss"); type is { BaseType: not null }; type = type.BaseType)
        {
            foreach (var member in type.GetMembers().Where(static m => m.CanBeReferencedByName))
            {
                yield return member.Name;
            }
        }
    }

    // Compiles a loss for each name, each in a line of its own. The compiler may report no error, and a warning only in a line with a LOSS diagnostic.
    private static void AssertCompilesOrIsReported(Func<string, int, string> loss)
    {
        var run = GeneratorRun.Of("#pragma warning disable CS0067, CS0169, CS8981, CS8860\n" + string.Join("\n", Names.Select((name, i) => $"namespace N{i} {{ {loss(name, i)} }}")));
        var own = run.Input.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning).Select(static d => d.ToString()).ToHashSet(StringComparer.Ordinal);
        var reported = run.Diagnostics.Select(Line).ToHashSet();
        Assert.All(run.Diagnostics, static d => Assert.Contains(Names[Line(d) - 1], d.Location.SourceTree!.GetText().ToString(d.Location.SourceSpan), StringComparison.OrdinalIgnoreCase));
        var compiler = run.Output.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error || (d.Severity == DiagnosticSeverity.Warning && !reported.Contains(Line(d))))
            .Where(d => !own.Contains(d.ToString()));
        Assert.Empty(compiler.Select(static d => $"{d}\n{d.Location.SourceTree?.GetText().Lines[Line(d)]}"));
        Assert.True(run.Files.Count > Names.Length, "Losses are generated, or have stubs.");
    }

    private static int Line(Diagnostic diagnostic) => diagnostic.Location.GetLineSpan().StartLinePosition.Line;
}
