using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Frontend;

/// <summary>Tests of how parameters bind to quantities, stages, maps and hyperparameters, and of the order in which stages are computed.</summary>
public sealed class StageTests
{
    [Fact]
    public void Parameters_bind_in_any_case()
    {
        var plan = Plan("[PixelMean] static double CrossEntropy(double P, double Y, double CLASSWEIGHT) => P * Y * CLASSWEIGHT; [Formula] static double F(double CROSSENTROPY, double TP) => CROSSENTROPY + TP;");
        Assert.Equal("crossEntropy + tp", CompiledLosses.Text(plan.Spec.Formula.Body));
        Assert.Equal("p * y * classWeight", CompiledLosses.Text(Stage(plan, "crossEntropy").Body));
    }

    [Fact]
    public void Maps_whose_names_differ_in_case_are_one()
    {
        var plan = Plan("""
            [PixelSum] static double A(double p, [DistanceMap(Of.Target)] double phi) => p * phi;
            [PixelSum] static double B(double p, [DistanceMap(Of.Target)] double PHI) => p * p * PHI;
            [Formula] static double F(double a, double b) => a + b;
            """);
        Assert.Equal("phi", Assert.Single(plan.Spec.Maps).Variable.Name);
    }

    // The local of stage A is aStage, so that of stage AStage must be another.
    [Fact]
    public void Stages_whose_locals_would_have_one_name_are_two()
    {
        var plan = Plan("[PixelMean] static double A(double p) => p; [PixelMean] static double AStage(double p) => p * p; [Formula] static double F(double a, double aStage) => a - 2 * aStage;");
        Assert.Equal(["aStage", "aStageStage", "L"], plan.Spec.Stages.Select(static s => s.Result.Name));
    }

    [Fact]
    public void A_formula_over_regions_may_have_hyperparameters_named_p_y_and_x()
    {
        // A formula over regions reads no pixel quantity, so p, y and x are ordinary names in it.
        var plan = Plan("[Formula] static double F(double tp, double p = 2, double y = 3, double x = 4) => tp * p * y * x;");
        Assert.Equal(["p", "y", "x"], plan.Spec.Hyperparameters.Select(static h => h.Name));
        Assert.Contains("P * Y * X", Code(plan), StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_of_the_methods_does_not_matter()
    {
        string[] methods =
        [
            "[Pixel] static double A(double p) => p * p;",
            "[LocalMean(3)] static double Blur(double a) => a;",
            "[PixelAbove(\"Blur\")] static double Above(double y) => y;",
            "[PixelSum] static double Sum(double above, double a) => above * a;",
            "[ClassMean] static double Mean(double sum) => sum;",
            "[Formula] static double F(double mean, double sum) => mean * sum;",
        ];
        var plan = Plan(methods);
        Assert.Equal(["aStage", "blur", "above", "sum", "mean", "L"], plan.Spec.Stages.Select(static s => s.Result.Name));
        Assert.Equal(plan, Plan([.. methods.Reverse()]));
        Assert.Equal(plan, Plan([methods[2], methods[4], methods[0], methods[3], methods[1], methods[5]]));
    }

    [Fact]
    public void A_hyperparameter_of_several_stages_is_one()
    {
        var plan = Plan("[PixelSum] static double A(double p, double scale = 2, double own = 3) => p * scale * own; [Formula] static double F(double a, double last = 1, double scale = 2) => a * scale * last;");
        Assert.Equal(["last", "scale", "own"], plan.Spec.Hyperparameters.Select(static h => h.Name));
    }

    [Fact]
    public void A_map_of_several_stages_is_one()
    {
        var plan = Plan("""
            [PixelSum] static double A(double p, [DistanceMap(Of.Target, DistanceKind.Signed)] double phi) => p * phi;
            [PixelSum] static double B(double p, [DistanceMap(Of.Target, DistanceKind.Signed)] double phi, [DistanceMap(Of.Prediction)] double other) => p * p * phi * other;
            [Formula] static double F(double a, double b) => a + b;
            """);
        Assert.Equal([("phi", "Target", "Signed", null), ("other", "Prediction", "Euclidean", (string?)null)], plan.Spec.Maps.Select(static m => (m.Variable.Name, m.Of, m.Kind, m.Provider)));
    }

    [Theory]
    [InlineData("[Formula] static double F(double tp) => tp;", "Region")]
    [InlineData("[Formula] static double F(double scale = 1) => scale;", "Region")]
    [InlineData("[Formula, PixelMax] static double F(double p) => p;", "Region")]
    [InlineData("[Formula, ClassMean] static double F(double tp) => tp;", "Image")]
    [InlineData("[ClassSum] static double S(double tp) => tp; [Formula] static double F(double s) => s;", "Image")]
    [InlineData("[ClassMean] static double S(double tp) => tp; [Formula, BatchMean] static double F(double s) => s;", "Batch")]
    [InlineData("[ClassMean] static double S(double tp) => tp; [BatchMax] static double T(double s) => s; [Formula] static double F(double s, double t) => s * t;", "Image")]
    [InlineData("[ClassMax] static double S(double tp) => tp; [ClassMin] static double T(double tp) => tp; [Formula] static double F(double s, double t) => s * t;", "Image")]
    [InlineData("[ClassSum] static double S(double tp) => tp; [Formula] static double F(double s, double fp) => s * fp;", "Region")]
    public void A_formula_has_the_level_of_what_it_reads(string methods, string level) => Assert.Equal(level, Plan(methods).Spec.Formula.Result.Level.ToString());

    [Fact]
    public void A_stage_that_is_not_read_is_not_computed()
    {
        var run = GeneratorRun.Of(Loss("[LocalMean(3)] static double Unused(double p) => p; [Formula] static double F(double tp) => tp;"));
        Assert.Equal("LOSS0016", Assert.Single(run.Diagnostics).Id);
        Assert.DoesNotContain("LocalMean", run.Files["Sample.TorchSharp.g.cs"], StringComparison.Ordinal);
        run.AssertNoCompilerDiagnostics();
    }

    // The plan has no step in the backward pass either.
    [Theory]
    [InlineData("[PixelSum, StopGradient] static double S(double p) => p * p; [Formula] static double F(double s) => s;")]
    [InlineData("[PixelSum] static double S([StopGradient] double p) => p * p; [Formula] static double F(double s) => s;")]
    [InlineData("[PixelSum] static double S(double y, [DistanceMap(Of.Prediction)] double m) => y * m; [Formula] static double F(double s) => s;")]
    [InlineData("[PixelSum] static double S(double y) => y; [Formula] static double F(double s, double n) => s / n;")]
    public void A_loss_that_is_constant_in_the_backward_pass_has_no_gradient(string methods)
    {
        var plan = Plan(methods);
        Assert.Empty(plan.Backward);
        Assert.Empty(plan.Gradient.Expressions);
    }

    [Fact]
    public void StopGradient_on_a_parameter_holds_in_calls()
    {
        var plan = Plan("[Formula] static double F(double tp, double fp) => Mixed(fp, fp, tp); static double Mixed(double a, [StopGradient] double b, double c) => a * b * c;");
        Assert.Equal("fp * stop(fp) * tp", CompiledLosses.Text(plan.Spec.Formula.Body));
    }

    // log p and 1 - p are computed from the logit, with or without a stop-gradient.
    [Fact]
    public void A_stopped_probability_keeps_its_significant_digits()
    {
        var plan = Plan("[Formula, PixelMean] static double F(double p, [StopGradient] double x, double y) => Math.Pow(LossMath.StopGradient(1 - p), 2) * Math.Log(p) + Math.Log(LossMath.StopGradient(p)) * p;");
        var code = Code(plan);
        Assert.DoesNotContain(".log()", code, StringComparison.Ordinal);
        Assert.DoesNotContain("1 - p", code, StringComparison.Ordinal);
        var other = Code(Plan("[Formula, PixelMean] static double F([StopGradient] double p, double x) => x * Math.Log(1 - p) * (1 - p);"));
        Assert.DoesNotContain(".log()", other, StringComparison.Ordinal);
        Assert.DoesNotContain("1 - p", other, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Value")]
    [InlineData("Gradient")]
    [InlineData("Pixels")]
    [InlineData("Upstream")]
    [InlineData("T0")]
    [InlineData("A")]
    [InlineData("DTp")]
    [InlineData("SumS0")]
    [InlineData("Class")]
    [InlineData("Divisor")]
    [InlineData("LogP")]
    [InlineData("Q")]
    [InlineData("Reduced")]
    [InlineData("_")]
    [InlineData("Éa")]
    public void A_stage_may_have_any_name(string name)
    {
        var plan = Plan(
            $"[PixelSum] static double {name}(double p, double y, [DistanceMap(Of.Target)] double logQ, [DistanceMap(Of.Target, DistanceKind.Signed)] double t1) => p * y * logQ * t1;",
            $"[Formula, ClassSum] static double F(double {name}, double tp, double fp) => {name} * tp / (fp + tp + 1);");
        Assert.Equal(3, plan.Spec.Stages.Count);
    }

    private static Stage Stage(LossPlan plan, string name) => plan.Spec.Stages.Single(s => s.Result.Name == name);

    private static LossPlan Plan(params string[] methods) => CompiledLosses.Plans(GeneratorRun.Of(Loss(methods)).AssertCompiles()).Single();

    private static string Code(LossPlan plan) => Generator.Backends.TorchSharp.TorchSharpEmitter.Emit(plan).Text;

    private static string Loss(params string[] methods) => $$"""[Loss("a")] internal partial class Sample { {{string.Join("\n", methods)}} }""";
}
