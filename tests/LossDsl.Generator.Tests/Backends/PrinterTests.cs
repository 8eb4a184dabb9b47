using LossDsl.Generator.Backends;
using LossDsl.Generator.Backends.Metadata;
using LossDsl.Generator.Backends.TorchSharp;
using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;
using LossDsl.Generator.Tests.Formulas;
using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Backends;

/// <summary>Tests that expressions are printed as text, LaTeX and C# with their meaning, and with no more parentheses than needed.</summary>
public sealed class PrinterTests
{
    private static readonly EquatableArray<HyperparameterSpec> Hyperparameters = [new("alpha", 0.5), new("beta", 2), new("smooth", 1)];

    [Theory]
    [InlineData("tp + (fp + fn)", "tp + fp + fn")]
    [InlineData("tp - (fp - fn)", "tp - (fp - fn)")]
    [InlineData("tp - fp - fn", "tp - fp - fn")]
    [InlineData("tp - (fp + fn)", "tp - (fp + fn)")]
    [InlineData("tp * (fp * fn)", "tp * (fp * fn)")]
    [InlineData("tp * (fp / fn)", "tp * (fp / fn)")]
    [InlineData("tp / (fp / fn)", "tp / (fp / fn)")]
    [InlineData("tp / fp / fn", "tp / fp / fn")]
    [InlineData("tp / (fp * fn)", "tp / (fp * fn)")]
    [InlineData("(tp + fp) * fn", "(tp + fp) * fn")]
    [InlineData("-(tp + fp)", "-(tp + fp)")]
    [InlineData("-(tp * fp)", "-tp * fp")]
    [InlineData("tp * -fp", "tp * (-fp)")]
    [InlineData("tp - -fp", "tp - (-fp)")]
    [InlineData("tp + -1", "tp + -1")]
    [InlineData("tp * -2", "tp * -2")]
    [InlineData("Math.Pow(-tp, 2)", "(-tp)^2")]
    [InlineData("Math.Pow(-2, tp)", "(-2)^tp")]
    [InlineData("-Math.Pow(tp, 2)", "-tp^2")]
    [InlineData("Math.Pow(Math.Pow(tp, fp), fn)", "(tp^fp)^fn")]
    [InlineData("Math.Pow(tp, Math.Pow(fp, fn))", "tp^(fp^fn)")]
    [InlineData("Math.Pow(tp + 1, fp / 2)", "(tp + 1)^(fp / 2)")]
    [InlineData("Math.Exp(tp - fp)", "exp(tp - fp)")]
    [InlineData("(tp > fp ? tp : fp) + 1", "(tp if tp > fp else fp) + 1")]
    [InlineData("tp > fp ? tp : fn > 1 ? 2 : fp", "tp if tp > fp else 2 if fn > 1 else fp")]
    [InlineData("(tp > fp && fn > 1) || tn < 2 ? tp : fp", "tp if tp > fp and fn > 1 or tn < 2 else fp")]
    [InlineData("tp > fp && (fn > 1 || tn < 2) ? tp : fp", "tp if tp > fp and (fn > 1 or tn < 2) else fp")]
    [InlineData("!(tp > fp) ? tp : fp", "tp if not (tp > fp) else fp")]
    public void Text_has_the_parentheses_that_it_needs(string formula, string text) => Assert.Equal(text, CompiledLosses.Text(CompiledLosses.Spec(formula).Formula.Body));

    [Theory]
    [InlineData("tp / (fp + fn)", @"\frac{\mathrm{TP}}{\mathrm{FP} + \mathrm{FN}}")]
    [InlineData("Math.Pow(tp / n, alpha)", @"\left(\frac{\mathrm{TP}}{n}\right)^{\alpha}")]
    [InlineData("Math.Pow(tp, -smooth)", @"\mathrm{TP}^{-\mathrm{smooth}}")]
    [InlineData("Math.Pow(1e-5, tp)", @"\left(10^{-5}\right)^{\mathrm{TP}}")]
    [InlineData("Math.Pow(2.5e-7, tp)", @"\left(2.5 \cdot 10^{-7}\right)^{\mathrm{TP}}")]
    [InlineData("Math.Exp(-tp) * fp", @"e^{-\mathrm{TP}} \, \mathrm{FP}")]
    [InlineData("Math.Pow(Math.Exp(tp), 2)", @"\left(e^{\mathrm{TP}}\right)^{2}")]
    [InlineData("Math.Sqrt(tp) + Math.Abs(fp)", @"\sqrt{\mathrm{TP}} + \left|\mathrm{FP}\right|")]
    [InlineData("Math.Log(tp + 1)", @"\ln\left(\mathrm{TP} + 1\right)")]
    public void LaTeX_has_the_parentheses_that_it_needs(string formula, string latex) => Assert.Equal(latex, new LatexPrinter().Print(CompiledLosses.Spec(formula).Formula.Body));

    [Fact]
    public void Numbers_printed_as_CSharp_have_the_value_of_the_formula()
    {
        var formulas = RandomFormulas.OfNumbers(600).Select(Simplifier.Simplify).Where(static f => f is Apply).ToList();
        var printer = new TensorPrinter();
        var methods = formulas.Select((f, i) => $"    public static double F{i}(double Alpha, double Beta, double Smooth) => {printer.Print(f)};");
        var run = GeneratorRun.Of($"public static class Printed\n{{\n{string.Join("\n", methods)}\n}}");
        var assembly = CompiledLosses.Load(run);
        var point = RandomFormulas.Point(3);
        for (var i = 0; i < formulas.Count; i++)
        {
            var (expected, tolerance) = Rounding.Evaluate(formulas[i], point);
            if (!double.IsFinite(tolerance))
            {
                continue;
            }

            var actual = CompiledLosses.Method(assembly, "Printed", $"F{i}")([point["alpha"], point["beta"], point["smooth"]]);
            Assert.True(
                Math.Abs(expected - actual) <= tolerance, $"{printer.Print(formulas[i])} is {actual:R}, not {expected:R}");
        }
    }

    [Fact]
    public void Every_op_compiles_with_any_mix_of_tensors_and_numbers()
    {
        Variable[] tensors = [Generator.Formulas.Quantities.TruePositives, Generator.Formulas.Quantities.FalsePositives, Generator.Formulas.Quantities.FalseNegatives];

        // The generator alone makes Lerp, and only of tensors.
        var formulas = OpTable.Rows.Except([Functions.Lerp]).SelectMany(op => Enumerable.Range(1, (1 << op.Arity) - 1).Select(mix =>
        {
            Expr[] arguments = [.. Enumerable.Range(0, op.Arity).Select(i => (mix >> i & 1) == 1 ? tensors[i] : (Expr)Hyperparameters[i].Variable)];
            return Value(op, arguments);
        }));
        AssertCompile(formulas);
    }

    // A value per pixel is a lane, or in tensor code a field if it depends on the target. A region value and a double are the other kinds.
    [Fact]
    public void Every_op_compiles_with_any_mix_of_pixel_values_region_values_and_numbers()
    {
        Expr[] kinds = [Generator.Formulas.Quantities.P, Generator.Formulas.Quantities.Y, Generator.Formulas.Quantities.TruePositives, Hyperparameters[0].Variable, 0.5];
        AssertCompile(OpTable.Rows.Select(op => Stages(Mixes(op.Arity, kinds).Where(arguments => IsMade(op, arguments)).Select(arguments => Value(op, arguments)))));

        // The generator makes Lerp only with weights per pixel.
        static bool IsMade(Op op, Expr[] arguments) => op == Functions.Lerp ? arguments[2].Level == Level.Pixel : arguments.Any(static a => a.Level == Level.Pixel);

        static EquatableArray<Stage> Stages(IEnumerable<Expr> values)
        {
            Stage[] stages = [.. values.Select(static (value, i) => new Stage(new($"mean{i}", Level.Region), StageKind.PixelMean, value))];
            return [.. stages, CompiledLosses.Formula(stages.Select(static stage => (Expr)stage.Result).Aggregate(static (sum, stage) => new Apply(Arithmetic.Add, sum, stage)))];
        }
    }

    [Fact]
    public void Every_op_of_the_language_is_in_the_loss_that_is_evaluated_on_every_backend()
    {
        var run = GeneratorRun.Of(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "OwnFunctionsLoss.cs")));
        var bodies = CompiledLosses.Plans(run).Single().Spec.Stages.Select(static stage => stage.Body).ToList();
        bool ReadsTarget(Apply part) => part.Arguments.Any(static a => a.Reads(Generator.Formulas.Quantities.Y));

        // The generator alone makes these three.
        Assert.All(OpTable.Rows.Except([Functions.ClampPositive, Functions.PowSlope, Functions.Lerp]), op => Assert.True(bodies.Exists(body => body.Has(part => part.Op == op && ReadsTarget(part))), $"{op.Name} of y"));
    }

    [Fact]
    public void The_sign_of_NaN_is_NaN()
    {
        var sign = new Apply(Functions.Sign, new Apply(Functions.Log, Hyperparameters[0].Variable));
        var assembly = CompiledLosses.Load(GeneratorRun.Of($"public static class Printed {{ public static double Of(double Alpha) => {new TensorPrinter().Print(sign)}; }}"));

        Assert.Equal(double.NaN, CompiledLosses.Method(assembly, "Printed", "Of")([-1.0]));
        Assert.Equal(-1, CompiledLosses.Method(assembly, "Printed", "Of")([0.5]));
    }

    [Fact]
    public void Random_formulas_compile() => AssertCompile(RandomFormulas.OfAll(300));

    // Applies an op to values. Its conditions are comparisons of the arguments; if the op is a condition, it chooses between values.
    private static Expr Value(Op op, Expr[] arguments)
    {
        var conditions = op == Conditions.Select ? 1 : op == Conditions.And || op == Conditions.Or || op == Conditions.Not ? op.Arity : 0;
        var apply = new Apply(op, arguments.Select((a, i) => i < conditions ? new Apply(Conditions.Greater, a, 0) : a).ToEquatableArray());
        return Conditions.Rows.Contains(op) && op != Conditions.Select ? Conditions.Choose(apply, arguments[0], 1) : apply;
    }

    private static IEnumerable<Expr[]> Mixes(int count, Expr[] kinds) =>
        count == 0 ? [[]] : Mixes(count - 1, kinds).SelectMany(_ => kinds, static (mix, kind) => (Expr[])[.. mix, kind]);

    private static void AssertCompile(IEnumerable<Expr> formulas) => AssertCompile(formulas.Select(static formula => (EquatableArray<Stage>)[CompiledLosses.Formula(formula)]));

    private static void AssertCompile(IEnumerable<EquatableArray<Stage>> losses)
    {
        var specs = losses.Select(static (stages, i) => new LossSpec(
            new("", [], $"Sample{i}", $"global::Sample{i}", $"Sample{i}", ""), new($"sample-{i}", "Region", null, null, null, null, "Minimize"), stages, Hyperparameters, [], [], [])).ToList();
        var emitted = specs.Select(static s => EmittedLoss.Emit(LoweredLoss.Lower(s), LossDsl.Generator.Analysis.CheckResults.Nothing)).ToList();
        Assert.Empty(emitted.Select(static e => e.Failure).OfType<string>());
        GeneratorRun.Of([.. emitted.SelectMany(static e => e.Files).Select(static f => f.Text)]).AssertNoCompilerDiagnostics();
    }
}
