using LossDsl.Generator.Formulas;
using LossDsl.Generator.Frontend;
using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Diagnostics;

/// <summary>What the formula language does not have. What it has is in FormulaTranslatorTests.</summary>
public sealed class LanguageDiagnosticsTests
{
    [Theory]
    [InlineData("{|LOSS1001:if|} (tp > 0) { return tp; } return fp;", "choose between values with ?: instead of if")]
    [InlineData("{|LOSS1001:switch|} (tp) { default: return fp; }", "choose between values with ?: instead of switch")]
    [InlineData("{|LOSS1001:while|} (tp > 0) { } return fp;", "a formula has no loops; it is evaluated for every region already")]
    [InlineData("{|LOSS1001:for|} (;;) { }", "a formula has no loops; it is evaluated for every region already")]
    [InlineData("{|LOSS1001:foreach|} (var x in new[] { 1.0 }) { } return fp;", "a formula has no loops; it is evaluated for every region already")]
    [InlineData("{|LOSS1001:throw|} new Exception();", "this statement does something else")]
    [InlineData("{|LOSS1001:Console|}.WriteLine(); return fp;", "this statement does something else")]
    [InlineData("{|LOSS1001:tp|}++; return tp;", "this statement does something else")]
    [InlineData("{|LOSS1001:try|} { } finally { } return tp;", "this statement does something else")]
    [InlineData("{|LOSS1001:using|} var x = new System.IO.MemoryStream(); return tp;", "this statement does something else")]
    [InlineData("{|LOSS1001:_|} = tp; return tp;", "this statement does something else")]
    [InlineData("var a = tp; return F() + a; double F() { {|LOSS1001:a|} = 2; return fp; }", "a local function cannot assign what is outside it")]
    [InlineData("{|LOSS1001:(|}tp, fp) = (fp, tp); return tp;", "this statement does something else")]
    public void Statement(string body, string advice) => DiagnosticAssert.Reports(
        Sources.LossWithBody($"{{ {body} }}"), $"A formula can only declare and assign locals and return a value; {advice}");

    [Theory]
    [InlineData("tp switch { > 0 => tp, _ => fp }")]
    [InlineData("new Random().NextDouble()", "new Random()", "method")]
    [InlineData("tp + (fp = 2)", "fp = 2")]
    [InlineData("tp > 0 ^ fp > 0 ? 1 : 2", "tp > 0 ^ fp > 0")]
    [InlineData("tp is > 0 ? 1 : 2", "tp is > 0")]
    [InlineData("tp % 2", "tp % 2")]
    [InlineData("tp + (fp > 0 ? fp : throw new Exception())", "throw new Exception()")]
    public void Expression(string expression, string? part = null, string kind = "expression")
    {
        part ??= expression;
        if (kind == "method")
        {
            DiagnosticAssert.Reports(
                Sources.Loss("{|LOSS1003:" + expression + "|}"), "Method 'NextDouble' cannot be called in a formula: it is not static");
            return;
        }

        DiagnosticAssert.Reports(
            Sources.Loss(expression.Replace(part, "{|LOSS1002:" + part + "|}")),
            $"'{part}' is not part of the formula language; use arithmetic, comparisons, ?:, locals, and calls of Math, LossMath or static methods");
    }

    [Fact]
    public void A_long_expression_is_cut_in_the_message() => DiagnosticAssert.Reports(
        Sources.Loss("{|LOSS1002:(fp + tp + fp + tp + fp + tp + fp + tp\n            + fp + tp) % 100|}"),
        "'(fp + tp + fp + tp + fp + tp + fp + tp + fp + tp) % 100' is not part of the formula language; use arithmetic, comparisons, ?:, locals, and calls of Math, LossMath or static methods");

    [Theory]
    [InlineData("Math.Truncate(tp)", "Truncate", "its body is not in the source of this project, and it is no formula of a compiled loss")]
    [InlineData("Math.Max(1, 2)", "Max", "it must take and return double")]
    [InlineData("double.Parse(\"1\")", "Parse", "it must take and return double")]
    public void Method(string call, string name, string reason) => DiagnosticAssert.Reports(
        Sources.Loss("tp + {|LOSS1003:" + call + "|}"), $"Method '{name}' cannot be called in a formula: {reason}");

    [Fact]
    public void Method_of_an_instance() => DiagnosticAssert.Reports(
        Sources.Loss("{|LOSS1003:new Helper().Half(tp)|}") + "\nclass Helper { public double Half(double x) => x / 2; }",
        "Method 'Half' cannot be called in a formula: it is not static");

    [Fact]
    public void Method_without_a_body() => DiagnosticAssert.Reports(
        "[Loss(\"a\")] partial class Sample { [Formula] static extern double {|LOSS1003:Formula|}(double tp); }",
        "Method 'Formula' cannot be called in a formula: its body is not in the source of this project, and it is no formula of a compiled loss");

    [Fact]
    public void Formula_that_calls_itself() => DiagnosticAssert.Reports(
        "[Loss(\"a\")] partial class Sample { [Formula] static double Formula(double tp) => tp > 1 ? {|LOSS1004:Formula(tp - 1)|} : tp; }",
        "Method 'Formula' calls itself; a formula must be a finite expression");

    [Fact]
    public void Helpers_that_call_each_other() => DiagnosticAssert.Reports(
        """
        [Loss("a")]
        partial class Sample
        {
            [Formula] static double Formula(double tp) => Even(tp);
            static double Even(double x) => x > 0 ? Odd(x - 1) : 1;
            static double Odd(double x) => x > 0 ? {|LOSS1004:Even(x - 1)|} : 0;
        }
        """,
        "Method 'Even' calls itself; a formula must be a finite expression");

    [Fact]
    public void A_helper_called_twice_is_no_recursion() => DiagnosticAssert.Reports(
        """
        [Loss("a")]
        partial class Sample
        {
            [Formula] static double Formula(double tp) => Half(Half(tp)) + Half(tp);
            static double Half(double x) => x / 2;
        }
        """).AssertNoCompilerDiagnostics();

    [Theory]
    [InlineData("static double field = 1;", "field")]
    [InlineData("static readonly double Field = 1;", "Field")]
    [InlineData("static double Property => 1;", "Property")]
    public void State(string member, string name) => DiagnosticAssert.Reports(
        "[Loss(\"a\")] partial class Sample { [Formula] static double Formula(double tp) => tp * {|LOSS1005:" + name + "|}; " + member + " }",
        $"'{name}' is state; a formula may depend on its parameters and on constants alone");

    [Fact]
    public void A_constant_is_no_state() => DiagnosticAssert.Reports(
        "[Loss(\"a\")] partial class Sample { [Formula] static double Formula(double tp) => tp * Field * Math.PI; const double Field = 2; }").AssertNoCompilerDiagnostics();

    [Fact]
    public void Formula_that_is_too_large()
    {
        var doublings = string.Concat(Enumerable.Range(0, 11).Select(static i => $"static double H{i}(double x) => H{i + 1}(x) + H{i + 1}(x);\n"));
        DiagnosticAssert.Reports(
            $$"""[Loss("a")] partial class Sample { [Formula] static double {|LOSS1006:Formula|}(double tp) => H0(tp); {{doublings}} static double H11(double x) => x; }""",
            $"The formula of 'Formula' has more than {FormulaTranslator.MostOperations} operations once its calls are written out");
    }

    [Fact]
    public void Formula_that_is_just_not_too_large()
    {
        var doublings = string.Concat(Enumerable.Range(2, 9).Select(static i => $"static double H{i}(double x) => H{i + 1}(x) + H{i + 1}(x);\n"));
        DiagnosticAssert.Reports(
            $$"""[Loss("a")] partial class Sample { [Formula] static double Formula(double tp) => H2(tp) + H3(tp) + H4(tp) + H5(tp) + H6(tp) + H8(tp); {{doublings}} static double H11(double x) => x; }""").AssertNoCompilerDiagnostics();
    }

    [Theory]
    [InlineData(Expr.MostNested)]
    [InlineData(Expr.MostNested + 1)]
    public void Formula_that_is_nested_too_deeply(int depth)
    {
        var expression = string.Concat(Enumerable.Repeat("Math.Tanh(", depth)) + "tp" + new string(')', depth);
        string[] messages = depth > Expr.MostNested ? ["The formula of 'Formula' has more than 250 nested operations once its calls are written out"] : [];
        var name = depth > Expr.MostNested ? "{|LOSS1006:Formula|}" : "Formula";
        DiagnosticAssert.Reports($$"""[Loss("a")] partial class Sample { [Formula] static double {{name}}(double tp) => {{expression}}; }""", messages);
    }

    [Theory]
    [InlineData("(int)tp", "(int)tp", "int")]
    [InlineData("(float)tp", "(float)tp", "float")]
    [InlineData("(double)(decimal)tp", "(decimal)tp", "decimal")]
    [InlineData("((double?)tp).Value", "((double?)tp).Value", "state")]
    [InlineData("new TimeSpan() == TimeSpan.Zero ? tp : fp", "new TimeSpan() == TimeSpan.Zero", "bool")]
    public void Type(string expression, string part, string type)
    {
        if (type == "state")
        {
            DiagnosticAssert.Reports(Sources.Loss("{|LOSS1005:" + part + "|}"), $"'{part}' is state; a formula may depend on its parameters and on constants alone");
            return;
        }

        DiagnosticAssert.Reports(
            Sources.Loss(expression.Replace(part, "{|LOSS1007:" + part + "|}")), $"'{part}' is of type '{type}'; a formula computes with double alone");
    }

    [Fact]
    public void Everything_wrong_is_reported_at_once() => DiagnosticAssert.Reports(
        """
        [{|LOSS0012:Loss("a b")|}]
        class {|LOSS0001:Sample|}
        {
            [Formula]
            static double Formula(double {|LOSS0006:x|}, int {|LOSS0007:tp|}) => {|LOSS1002:x % 2|} + {|LOSS1003:Math.Truncate(x)|};
        }
        """,
        "'a b' cannot be the name of a loss; use letters, digits and hyphens, e.g. \"focal-tversky\"",
        "Class 'Sample' must be partial: the generator writes the loss module into it",
        "Parameter 'x' binds to nothing; it can be one of tp, fp, fn, tn, n, classWeight, or a hyperparameter if it has a default value",
        "Parameter 'tp' must be a plain double, not 'int'",
        "'x % 2' is not part of the formula language; use arithmetic, comparisons, ?:, locals, and calls of Math, LossMath or static methods",
        "Method 'Truncate' cannot be called in a formula: its body is not in the source of this project, and it is no formula of a compiled loss");
}
