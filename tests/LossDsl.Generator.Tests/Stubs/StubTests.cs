using System.Reflection;
using LossDsl.Generator.Tests.Harness;
using LossDsl.Generator.Tests.Incrementality;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Tests.Stubs;

/// <summary>Tests that a mistake in a loss is reported once: a stub makes code that uses the loss compile, and throws the error when it is constructed.</summary>
public sealed class StubTests
{
    // All uses of a loss and of the catalog in a program.
    private const string Use = """
        internal static class Program
        {
            public static TorchSharp.torch.Tensor Run(TorchSharp.torch.Tensor logits, TorchSharp.torch.Tensor target)
            {
                using var loss = new FBetaLoss(beta: 2, smooth: 1, options: new() { Region = Region.WholeBatch });
                using var positional = new FBetaLoss(2, 1);
                FormulaLoss module = new FBetaLoss();
                double beta = loss.Beta + positional.Smooth;
                var entry = FBetaLoss.CatalogEntry.Metadata.Name + LossCatalog.All["f-beta"].Metadata.Name + LossCatalog.Local.Count;
                return loss.call(logits, target) + module.Backward(logits, target) + loss.forward(logits, target) + beta + entry.Length;
            }
        }
        """;

    public static TheoryData<string, string> Mistakes => new()
    {
        { "LOSS0003", "static double Formula(double tp, double beta = 1, double smooth = 1) => beta / (tp + smooth);" },
        { "LOSS0004", "[Formula] static double Formula(double tp, double beta = 1, double smooth = 1) => beta / (tp + smooth); [Formula] static double F2(double tp) => tp;" },
        { "LOSS0005", "[Formula] double Formula(double tp, double beta = 1, double smooth = 1) => beta / (tp + smooth);" },
        { "LOSS0006", "[Formula] static double Formula(double tp, double beta, double smooth) => beta / (tp + smooth);" },
        { "LOSS0006", "[Formula] static double Formula(double hits, double tp, double beta = 1, double smooth = 1) => beta / (tp + hits + smooth);" },
        { "LOSS0007", "[Formula] static double Formula(double tp, int beta = 1, float smooth = 1) => beta / (tp + smooth);" },
        { "LOSS0009", "[Formula] static double Formula(double tp, [System.ComponentModel.DataAnnotations.Range(2, 3)] double beta = 1, double smooth = 1) => beta / (tp + smooth);" },
        { "LOSS0010", "[Formula] static double Formula(double tp, double beta = 1, double smooth = 1, double options = 2) => options * beta / (tp + smooth);" },
        { "LOSS0010", "[Formula] static double Formula(double tp, double beta = 1, double smooth = 1, double count = 2) => count * beta / (tp + smooth); double Count => 1;" },
        { "LOSS0010", "[Formula] static double Formula(double tp, double beta = 1, double smooth = 1, double _beta = 2, double Beta = 3) => (Beta + _beta + beta) / (tp + smooth);" },
        { "LOSS0010", "[Formula] static double Formula(double tp, double beta = 1, double smooth = 1, double aB = 2, double ab = 3) => (aB + ab + beta) / (tp + smooth);" },
        { "LOSS0011", "[Formula] static double Formula(double tp, [System.ComponentModel.DataAnnotations.Range(3, 2)] double beta = 1, double smooth = 1) => beta / (tp + smooth);" },
        { "LOSS0014", "[PixelMean] static double Mean(double p, double beta = 2) => p * beta; [Formula] static double Formula(double mean, double beta = 1, double smooth = 1) => beta / (mean + smooth);" },
        { "LOSS0015", "[PixelMean] static double Mean(double p, double smooth = 1) => p * smooth; [ClassMean] static double A(double b) => b; [ClassMean] static double B(double a) => a; [Formula] static double Formula(double mean, double a, double beta = 1) => beta * mean * a;" },
        { "LOSS0018", "[PixelMean] static double TP(double p, double smooth = 1) => p * smooth; [Formula] static double Formula(double tp, double beta = 1) => beta / tp;" },
        { "LOSS0020", "[LocalMean(2)] static double Blur(double p, double smooth = 1) => p * smooth; [PixelMean] static double Mean(double blur) => blur; [Formula] static double Formula(double mean, double beta = 1) => beta / mean;" },
        { "LOSS0028", "[Field(typeof(int))] static double Blur(double p, double smooth = 1) => p * smooth; [PixelMean] static double Mean(double blur) => blur; [Formula] static double Formula(double mean, double beta = 1) => beta / mean;" },
        { "LOSS0025", "[Formula] static double Formula(double tp, double beta = 1, double smooth = 1) => beta / (tp + smooth); private sealed class HasKernels;" },
        { "LOSS1001", "[Formula] static double Formula(double tp, double beta = 1, double smooth = 1) { while (tp > 1) tp = 1; return beta / (tp + smooth); }" },
        { "LOSS1003", "[Formula] static double Formula(double tp, double beta = 1, double smooth = 1) => beta / (tp + smooth) + Math.BigMul(1, 2);" },
        { "LOSS1005", "[Formula] static double Formula(double tp, double beta = 1, double smooth = 1) => beta / (tp + smooth) + state; static double state;" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void One_mistake_is_one_error(string id, string members)
    {
        var run = Run(members);
        Assert.All(run.Diagnostics, d => Assert.Equal(id, d.Id));
        Assert.NotEmpty(run.Diagnostics);
        AssertNoErrors(run);
        Assert.DoesNotContain("FBetaLoss.CatalogEntry", run.Files["LossCatalog.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_that_the_compiler_reports_is_no_second_error()
    {
        var run = Run("[Formula] static double Formula(double tp, double beta = 1, double smooth = 1) => beta / (tq + smooth);");
        Assert.Empty(run.Diagnostics);
        Assert.Equal(["CS0103"], run.Output.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error).Select(static d => d.Id));
    }

    [Fact]
    public void A_stub_takes_the_inputs_of_the_loss() => AssertNoErrors(GeneratorRun.Of("""
        using LossDsl;
        using TorchSharp;

        [Loss("rated")]
        public sealed partial class RatedLoss
        {
            [PixelMean]
            internal static double Mean(double p, [Input] double quality, [Input] double @class) => p * quality * @class;

            [Formula]
            internal static double Formula(double mean, double wrong) => mean * wrong;
        }

        internal static class Program
        {
            public static torch.Tensor Run(RatedLoss loss, torch.Tensor x) =>
                loss.Compute(x, x, quality: x, @class: x) + loss.Backward(x, x, x, x) + loss.ValueAndGradient(x, x, x, x, new TargetAnnotations()).Value;
        }
        """));

    [Fact]
    public void The_constructor_throws_the_error()
    {
        var type = CompiledLosses.Load(Run("[Formula] static double Formula(double mean, double beta = 1, double smooth = 1) => beta / (mean + smooth) + Math.BigMul(1, 2); [PixelMean] static double Mean(double p) => p + state; static double state;")).GetType("FBetaLoss", throwOnError: true)!;
        var constructed = Assert.IsType<InvalidOperationException>(Assert.Throws<TargetInvocationException>(() => Activator.CreateInstance(type, 1.0, 1.0, null)).InnerException);
        Assert.StartsWith("Loss 'f-beta' was not compiled: LOSS1003: ", constructed.Message, StringComparison.Ordinal);
        Assert.Contains(" LOSS1005: 'state' is state; ", constructed.Message, StringComparison.Ordinal);

        var entry = (CatalogEntry)type.GetProperty("CatalogEntry")!.GetValue(null)!;
        Assert.Equal(("f-beta", "beta, smooth"), (entry.Metadata.Name, string.Join(", ", entry.Metadata.Hyperparameters.Select(static h => h.Name))));
        Assert.Equal(constructed.Message, Assert.Throws<InvalidOperationException>(() => entry.Create(new Dictionary<string, double> { ["beta"] = 2 })).Message);
    }

    [Theory]
    [InlineData("[Loss(\"_\")] public sealed partial class FBetaLoss", "")]
    [InlineData("[Loss(\"f-beta\")] public abstract partial class FBetaLoss", "")]
    [InlineData("[Loss(\"f-beta\")] public partial class FBetaLoss : FormulaLoss", "")]
    [InlineData("[Loss(\"f-beta\")] internal partial class @if : IDisposable", "")]
    [InlineData("partial class Outer { [Loss(\"f-beta\")] private partial class FBetaLoss", "}")]
    [InlineData("namespace A.@class { [Loss(\"f-beta\")] public partial class FBetaLoss", "}")]
    public void Unusual_classes_have_a_stub_too(string declaration, string end)
    {
        var run = GeneratorRun.Of($"#pragma warning disable CS1591, CS0169\n{declaration} {{ [Formula] static double Formula(double tp, double @else = 1, bool flag = true, string? text = null, decimal d = 1) => @else / wrong(tp); static Func<double, double> wrong = null!; }} {end}");
        Assert.NotEmpty(run.Diagnostics);
        Assert.Single(run.Files.Keys, static name => name.EndsWith(".Stub.g.cs", StringComparison.Ordinal));
        run.AssertNoCompilerDiagnostics();
    }

    [Theory]
    [InlineData("[Loss(\"a\")] public class Sample")]
    [InlineData("[Loss(\"a\")] public static partial class Sample")]
    [InlineData("[Loss(\"a\")] public partial record Sample")]
    [InlineData("[Loss(\"a\")] public partial class Sample<T>")]
    [InlineData("[Loss(\"a\")] file partial class Sample")]
    [InlineData("[Loss(\"a\")] public partial class Sample : Exception")]
    [InlineData("[Loss(\"a\")] public partial class Sample : object")]
    [InlineData("[Loss(\"a\")] public partial class Sample(int width)")]
    [InlineData("[Loss(\"a\")] public partial class Evaluate")]
    public void Classes_that_cannot_have_another_part_are_left_alone(string declaration)
    {
        var run = GeneratorRun.Of($"#pragma warning disable CS1591, CS9113\n{declaration} {{ [Formula] static double Formula(double tp, double beta = 1) => beta / tp; }}");
        Assert.NotEmpty(run.Diagnostics);
        Assert.Equal(["LossCatalog.g.cs"], run.Files.Keys);
        run.AssertNoCompilerDiagnostics();
    }

    // A constructor of the user may call the generated one. The stub of a class with any other constructor would not compile, so the class gets none.
    [Theory]
    [InlineData("FBetaLoss(string preset) : this(beta: preset.Length) { }", 2)]
    [InlineData("FBetaLoss(string preset) { }", 1)]
    [InlineData("static FBetaLoss() { }", 2)]
    public void A_class_has_a_stub_if_its_constructors_call_the_generated_one(string constructor, int files)
    {
        var run = GeneratorRun.Of($"#pragma warning disable CS1591\n[Loss(\"f-beta\")] public sealed partial class FBetaLoss {{ {constructor} [Formula] static double Formula(double tp, double beta = 1) => beta / wrong; static double wrong = 1; }}");
        Assert.NotEmpty(run.Diagnostics);
        Assert.Equal(files, run.Files.Count);
        if (files == 2)
        {
            AssertNoErrors(run);
        }
    }

    [Fact]
    public void The_catalog_exists_without_any_loss_in_it()
    {
        var run = GeneratorRun.Of("[Loss(\"f-beta\")] public class FBetaLoss { [Formula] static double Formula(double tp) => tp; }", "class Program { object entry = Tests.LossCatalog.All[\"f-beta\"]; }");
        Assert.Equal("LOSS0001", Assert.Single(run.Diagnostics).Id);
        AssertNoErrors(run);
    }

    private const string Wrong = "[Loss(\"wrong\")] internal partial class WrongLoss { [Formula] static double Formula(double tp, double beta = 1) => beta * wrong / tp; static double wrong; }";

    [Fact]
    public void A_moved_error_does_not_generate_the_stub_again()
    {
        var start = GeneratorRun.Of(Wrong);
        var run = start.Edit(0, "// Above.\n\n" + Wrong.Replace("beta * wrong", "wrong * beta"));
        Assert.Equal(IncrementalStepRunReason.Cached, Assert.Single(run.Step(TrackingNames.Stub)).Reason);
        Assert.Equal(start.Files, run.Files);
    }

    [Fact]
    public void Another_error_generates_the_stub_again_and_a_mended_loss_has_none()
    {
        var run = GeneratorRun.Of(Wrong).Edit(0, Wrong.Replace("wrong / tp", "Wrong / tp").Replace("double wrong", "double Wrong"));
        Assert.Equal(IncrementalStepRunReason.Modified, Assert.Single(run.Step(TrackingNames.Stub)).Reason);
        Assert.Contains("LOSS1005: 'Wrong' is state", run.Files["WrongLoss.Stub.g.cs"], StringComparison.Ordinal);

        var mended = run.Edit(0, Wrong.Replace("static double", "const double").Replace("const double Formula", "static double Formula").Replace("wrong;", "wrong = 2;")).AssertCompiles();
        Assert.DoesNotContain("WrongLoss.Stub.g.cs", mended.Files.Keys);
        Assert.Contains("WrongLoss.CatalogEntry", mended.Files["LossCatalog.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_stub_generates_no_other_loss_again()
    {
        const string Right = "[Loss(\"right\")] internal partial class RightLoss { [Formula] static double Formula(double tp, double beta = 1) => beta / (tp + 1); }";
        var start = GeneratorRun.Of(Right, Wrong.Replace("wrong / tp", "1 / tp").Replace("static double wrong;", ""));
        Assert.Equal(Reasons.Cached with { Catalog = "Modified" }, Reasons.Of(start.Edit(1, Wrong), 0));
    }

    [Fact]
    public void The_model_of_a_stub_holds_text_only()
    {
        var (first, second) = (GeneratorRun.Of(Wrong), GeneratorRun.Of("\n" + Wrong));
        Assert.Empty(ObjectGraph.Forbidden(Assert.Single(first.Step(TrackingNames.Stub)).Value));
        Assert.Equal(first.Step(TrackingNames.Stub).Single().Value, second.Step(TrackingNames.Stub).Single().Value);
    }

    private static GeneratorRun Run(string members) => GeneratorRun.Of(
        $"#pragma warning disable CS1591, CS0169, CS0649\n[Loss(\"f-beta\")] public sealed partial class FBetaLoss {{ {members} }}", "using Tests;\n" + Use);

    private static void AssertNoErrors(GeneratorRun run) => Assert.Empty(run.Output.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));
}
