using LossDsl.Generator.Formulas;
using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Frontend;

/// <summary>Tests that every construct of the formula language means what it means in C#: each formula is called as C#, and the translated expression is interpreted.</summary>
public sealed class FormulaTranslatorTests
{
    private static readonly string[] Names = ["tp", "fp", "fn", "tn", "n", "alpha", "beta", "smooth"];

    private static readonly double[][] Points =
    [
        [3, 1, 2, 4, 10, 0.5, 2, 1],
        [1, 3, 0.25, 7, 11.25, 1.5, -2, 1e-5],
        [0.5, 0.5, 0.5, 0.5, 2, 0.25, 3, 100],
    ];

    // Bodies of a method whose parameters are the soft counts, n and three hyperparameters. Each is named after the construct that it uses.
    private static readonly (string Name, string Body)[] Formulas =
    [
        ("literals", "=> 1 + 0.5 + 1e-3 + 2f + 3L + 4u + (byte)5 + 'a' + 0x10 + tp;"),
        ("arithmetic", "=> -tp + +fp - fn * tn / (n + 1);"),
        ("precedence", "=> tp - (fp - fn) - tn / (n / 2) / 3 - -tp;"),
        ("whole numbers are divided by the compiler", "=> tp * (1 / 2) + 7 / 2;"),
        ("constants", "=> Math.PI * tp + Math.E + double.Epsilon + Half * fp + (double)System.DayOfWeek.Friday;"),
        ("local constant", "{ const double Third = 1.0 / 3; return Third * tp; }"),
        ("casts", "=> (double)tp + (double)(double)fp + (double)1;"),
        ("checked and parentheses", "=> checked((tp)) + unchecked(((fp)));"),
        ("choice", "=> tp > fp ? tp : fp;"),
        ("choice of whole numbers", "=> tp > fp ? 1 : 0;"),
        ("nested choice", "=> tp > fp ? fn > 1 ? tp : 2 : fn >= 1 ? 3 : fn;"),
        ("comparisons", "=> (tp < fp ? 1 : 2d) + (tp <= fp ? 3 : 4d) * (tp > 1 ? 5 : 6d) - (tp >= 1 ? 7 : 8d) + (tp == 1 ? 9 : 10d) + (tp != 1 ? 11 : 12d);"),
        ("logic", "=> (tp > 1 && fp > 1 || fn > 1 ? 1 : 2d) + (!(tp > 1) ? 3 : 4d) + (tp > 1 & fp > 1 ? 5 : 6d) + (tp > 1 | fp > 1 ? 7 : 8d);"),
        ("conditions of hyperparameters", "=> alpha > 1 && !(beta < 0) ? tp : fp;"),
        ("conditions as values", "{ bool big = tp > 1, same = big == (fp > 1); return same != true ? tp : fp; }"),
        ("conditions with constants", "{ const bool Yes = true; return (alpha > 1 && Yes) || false ? tp : Yes ? fp : fn; }"),
        ("choice of conditions", "=> (alpha > 1 ? beta > 0 : true) ? tp : fp;"),
        ("choice of whole hyperparameters divided", "=> tp * (7 / (alpha > 1 ? 2.0 : 4) + 3 / (beta > 0 ? 2d : 4d));"),
        ("locals", "{ var a = tp + fp; double b = a * a, c; c = b - a; return c / b; }"),
        ("assignment", "{ var a = tp; a = a + fp; a += fn; a -= 1; a *= tn; a /= n; return a; }"),
        ("assignment to a parameter", "{ tp = tp + smooth; fp += tp; return tp * fp; }"),
        ("blocks", "{ double a; { var b = tp; a = b; } { { return a + fp; } } }"),
        ("empty statements", "{ ; return tp; ; }"),
        ("helper", "=> Half * Ratio(tp, fp) + Ratio(other: tp, hits: fp) + Ratio(smooth: 2, hits: fn, other: Ratio(tn, n));"),
        ("helper of another class", "=> Helpers.Hypotenuse(tp, fp) + tp.Twice().Twice();"),
        ("helper with conditions", "=> Helpers.If(tp > 1, fp, fn) + Helpers.If(true, 1, 2);"),
        ("helper with statements", "=> Helpers.Powers(tp) - Helpers.Powers(alpha);"),
        ("helper that is generated in parts", "=> Helpers.Partial(tp);"),
        ("local function", "{ var a = tp; return F(fp) + G(2); double F(double x) { var y = x * a; return y + G(y); } static double G(double x) => x / 3; }"),
        ("local function after a change", "{ var a = tp; a = a + 1; return F() * F(); double F() => a * 2; }"),
        ("formula of another loss", "=> Other.Formula(fp, 2) + Other.Formula(tp: tn);"),
        ("exponentials", "=> Math.Exp(-tp) + double.Exp(alpha) + double.ExpM1(alpha) + Math.Pow(tp, alpha) + double.Pow(fp, 3) + Math.Sqrt(tp) + double.Sqrt(fp);"),
        ("logarithms", "=> Math.Log(tp) + double.Log(fp) + Math.Log(tp, 3) + Math.Log2(tp) + Math.Log10(fp) + double.LogP1(fn);"),
        ("trigonometry", "=> Math.Sin(tp) + Math.Cos(fp) + Math.Tan(fn) + Math.Asin(alpha / 2) + Math.Acos(alpha / 2) + Math.Atan(tn);"),
        ("hyperbolics", "=> Math.Sinh(alpha) + Math.Cosh(beta) + Math.Tanh(tp);"),
        ("extremes", "=> Math.Max(tp, fp) - Math.Min(fn, 1) + Math.Clamp(tn, 1, 5) + Math.Abs(tp - fp) + double.Max(tp, alpha) + double.Min(tp, 0);"),
        ("sign", "=> tp * Math.Sign(tp - fp) + double.Sign(beta);"),
        ("multiply and add", "=> Math.FusedMultiplyAdd(tp, fp, fn);"),
        ("functions of LossMath", "=> LossMath.Sigmoid(tp) + LossMath.Softplus(fp) + LossMath.LogCosh(fn) + LossMath.LogSigmoid(tn) * LossMath.Relu(fp - tp) + LossMath.Clamp(tp, alpha, beta) + LossMath.Square(tn) + LossMath.PowSlope(tp, alpha);"),
    ];

    private static readonly Lazy<(GeneratorRun Run, System.Reflection.Assembly Assembly)> All = new(static () =>
    {
        var run = GeneratorRun.Of(string.Join("\n", Formulas.Select(static (f, i) => Class(i, f.Body))), Around);

        // Division of whole numbers is reported, and has the value that C# gives it.
        Assert.All(run.Diagnostics, static d => Assert.Equal("LOSS1008", d.Id));
        run.AssertNoCompilerDiagnostics();
        return (run, CompiledLosses.Load(run));
    });

    private const string Around = """
        [Loss("other")]
        internal partial class Other
        {
            [Formula]
            internal static double Formula(double tp, double weight = 3) => weight * tp;
        }

        internal static partial class Helpers
        {
            public static double Hypotenuse(double a, double b) => Math.Sqrt(a * a + b * b);

            public static double Twice(this double x) => 2 * x;

            public static double If(bool condition, double a, double b) => condition ? a : b;

            public static double Powers(double x)
            {
                var square = x * x;
                var cube = square * x;
                return square + cube;
            }

            public static partial double Partial(double x);
        }

        internal static partial class Helpers
        {
            public static partial double Partial(double x) => x + 7;
        }
        """;

    public static TheoryData<string> Cases => [.. Formulas.Select(static f => f.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_formula_has_the_value_that_CSharp_gives(string name)
    {
        var index = Array.FindIndex(Formulas, f => f.Name == name);
        var plan = CompiledLosses.Plans(All.Value.Run).Single(p => p.Spec.Class.Name == $"Sample{index}");
        var formula = CompiledLosses.Method(All.Value.Assembly, $"Sample{index}", "Formula");
        foreach (var point in Points)
        {
            var expected = formula([.. point.Cast<object>()]);
            var variables = Names.Zip(point).ToDictionary(static v => v.First, static v => v.Second);
            Near(expected, Interpreter.Evaluate(plan.Spec.Formula.Body, variables));
        }
    }

    [Theory]
    [InlineData("1 - (tp + smooth) / (tp + fp + smooth)", "1 - (tp + smooth) / (tp + fp + smooth)")]
    [InlineData("TverskyIndex(fp, weight: 0.25)", "tp: unknown", false)]
    public void A_formula_keeps_the_form_in_which_it_is_written(string expression, string text, bool compiles = true)
    {
        if (compiles)
        {
            Assert.Equal(text, CompiledLosses.Text(CompiledLosses.Spec(expression).Formula.Body));
        }
        else
        {
            // The compiler's error is enough: the generator adds none.
            Assert.Empty(GeneratorRun.Of(Sources.Loss(expression)).Diagnostics);
        }
    }

    [Fact]
    public void Quantities_bind_whatever_their_case()
    {
        var run = GeneratorRun.Of("[Loss(\"a\")] partial class Sample { [Formula] static double Formula(double TP, double Fn, double N) => TP / (Fn + N); }").AssertCompiles();
        Assert.Equal("tp / (fn + n)", CompiledLosses.Text(CompiledLosses.Plans(run).Single().Spec.Formula.Body));
    }

    private static string Class(int index, string body) => $$"""
        [Loss("sample-{{index}}")]
        internal partial class Sample{{index}}
        {
            private const double Half = 0.5;

            [Formula]
            private static double Formula(double tp, double fp, double fn, double tn, double n, double alpha = 0.5, double beta = 2, double smooth = 1)
                {{body}}

            private static double Ratio(double hits, double other, double smooth = 1e-5) => (hits + smooth) / (hits + other + smooth);
        }
        """;

    private static void Near(double expected, double actual)
    {
        var isNear = expected.Equals(actual) || Math.Abs(expected - actual) <= 1e-14 * Math.Max(1, Math.Abs(expected));
        Assert.True(isNear, $"expected {expected:R}, found {actual:R}");
    }
}
