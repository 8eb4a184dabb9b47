using LossDsl.Generator.Formulas;
using LossDsl.Generator.Frontend;
using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Diagnostics;

/// <summary>Tests of the diagnostics about C# that the formula language does not have. FormulaTranslatorTests tests what it has.</summary>
public sealed class LanguageDiagnosticsTests
{
    [Theory]
    [InlineData("{|LOSS1001:if|} (tp > 0) { return tp; } return fp;", "choose between values with ?: instead of if")]
    [InlineData("{|LOSS1001:switch|} (tp) { default: return fp; }", "choose between values with ?: instead of switch")]
    [InlineData("{|LOSS1001:while|} (tp > 0) { } return fp;", "a formula has no loops; it is evaluated for every region already")]
    [InlineData("{|LOSS1001:for|} (;;) { }", "a formula has no loops; it is evaluated for every region already")]
    [InlineData("{|LOSS1001:foreach|} (var x in new[] { 1.0 }) { } return fp;", "a formula has no loops; it is evaluated for every region already")]
    [InlineData("{|LOSS1001:throw|} new Exception();", "a formula has a value for every input: choose that value with ?: instead of throw")]
    [InlineData("{|LOSS1001:Console|}.WriteLine(); return fp;", "this call gives no value: remove it")]
    [InlineData("{|LOSS1001:tp|}++; return tp;", "write tp += 1 instead")]
    [InlineData("{|LOSS1001:try|} { } finally { } return tp;", "a formula cannot fail: keep the statements inside try, and remove try")]
    [InlineData("{|LOSS1001:using|} var x = new System.IO.MemoryStream(); return tp;", "it has nothing to dispose of: remove using")]
    [InlineData("{|LOSS1001:_|} = tp; return tp;", "the value of '_' is used by nothing: remove the statement")]
    [InlineData("var a = tp; return F() + a; double F() { {|LOSS1001:a|} = 2; return fp; }", "a local function cannot assign a variable declared outside it")]
    [InlineData("{|LOSS1001:(|}tp, fp) = (fp, tp); return tp;", "assign each local in a statement of its own instead of deconstruction")]
    [InlineData("{|LOSS1001:var|} (a, b) = (tp, fp); return a + b;", "assign each local in a statement of its own instead of deconstruction")]
    [InlineData("{|LOSS1001:Math|}.Sqrt(tp); return fp;", "the value of this call is used by nothing: assign it to a local, or remove the call")]
    [InlineData("{|LOSS1001:Half|}(tp); return fp; static double Half(double x) => x / 2;", "the value of this call is used by nothing: assign it to a local, or remove the call")]
    [InlineData("{|LOSS1001:lock|} (new object()) { return tp; }", "it has no state to guard: remove lock")]
    [InlineData("{|LOSS1001:goto|} end; {|LOSS1001:end|}: return tp;", "it has no jumps: remove goto and labels, and choose between values with ?:", 2)]
    [InlineData("ref double {|LOSS1001:a = ref tp|}; a = 2; return tp;", "a ref local is another name for a variable: declare a plain double")]
    [InlineData("{|LOSS1001:Around|}.Shared = tp; return tp;", "'Around.Shared' is state: assign to a local instead")]
    public void Statement_that_the_language_does_not_have(string body, string advice, int count = 1) => DiagnosticAssert.Reports(
        Sources.LossWithBody($"{{ {body} }}") + "static class Around { public static double Shared; }",
        [.. Enumerable.Repeat($"A formula can only declare and assign locals and return a value; {advice}", count)]);

    [Theory]
    [InlineData("tp switch { > 0 => tp, _ => fp }", "choose between values with ?: instead of switch")]
    [InlineData("tp + (fp = 2)", "assign in a statement of its own", "fp = 2")]
    [InlineData("tp + fp++", "assign in a statement of its own", "fp++")]
    [InlineData("tp > 0 ^ fp > 0 ? 1 : 2", "compare conditions with != instead of ^", "tp > 0 ^ fp > 0")]
    [InlineData("tp is > 0 ? 1 : 2", "compare with <, <=, >, >=, == or != instead of is", "tp is > 0")]
    [InlineData("tp % 2", "a remainder jumps, and no gradient flows through a jump; compare with ?: instead")]
    [InlineData("tp + (fp > 0 ? fp : throw new Exception())", "a formula has a value for every input; choose that value with ?: instead of throw", "throw new Exception()")]
    [InlineData("new[] { tp, fp }[0]", "a formula has no arrays; write a local for each element")]
    [InlineData("(tp, fp).Item1", "a formula has no tuples; write a local for each part")]
    [InlineData("(tp, fp) == (1, 2) ? 1 : 2", "a formula has no tuples; write a local for each part", "(tp, fp) == (1, 2)")]
    [InlineData("$\"{tp}\".Length", "a formula computes with numbers; remove the text")]
    [InlineData("(alpha as double?) ?? 2", "remove ? and ??, for a double is never null")]
    [InlineData("((double?)tp).Value", "remove ?, for a double is never null")]
    public void Expression_that_the_language_does_not_have(string expression, string advice, string? part = null)
    {
        part ??= expression;
        DiagnosticAssert.Reports(
            Sources.Loss(expression.Replace(part, "{|LOSS1002:" + part + "|}")), $"'{part}' is not part of the formula language; {advice}");
    }

    [Fact]
    public void A_long_expression_is_cut_in_the_message() => DiagnosticAssert.Reports(
        Sources.Loss("{|LOSS1002:(fp + tp + fp + tp + fp + tp + fp + tp\n            + fp + tp + fp + tp + fp + tp) % 100|}"),
        "'(fp + tp + fp + tp + fp + tp + fp + tp + fp + tp + fp + t...' is not part of the formula language; a remainder jumps, and no gradient flows through a jump; compare with ?: instead");

    // The compiler reports these too, but does not say what to write instead.
    [Theory]
    [InlineData("{|LOSS1002:tp ^ 2|}")]
    [InlineData("1.0 - ({|LOSS1002:tp ^ alpha|})")]
    [InlineData("1 - {|LOSS1002:tp ** 2|}")]
    public void Power_by_an_operator(string expression) => DiagnosticAssert.Reports(
        Sources.Loss(expression),
        $"'{expression[(expression.IndexOf(':') + 1)..expression.IndexOf("|}", StringComparison.Ordinal)]}' is not part of the formula language; C# has no operator for powers; write Math.Pow(x, y) for x to the power y");

    [Theory]
    [InlineData("log(tp)", "log", "Math.Log")]
    [InlineData("np.exp(tp)", "exp", "Math.Exp")]
    [InlineData("Math.sqrt(tp)", "sqrt", "Math.Sqrt")]
    [InlineData("tp.pow(2)", "pow", "Math.Pow")]
    [InlineData("sigmoid(tp)", "sigmoid", "LossMath.Sigmoid")]
    public void Function_by_the_name_of_another_language(string call, string name, string meant) => DiagnosticAssert.Reports(
        Sources.Loss("tp + {|LOSS1003:" + call + "|}"), $"Method '{name}' cannot be called in a formula: write {meant}");

    [Theory]
    [InlineData("Math.Log(unknown)")]
    [InlineData("Math.Pow(tp)")]
    [InlineData("Unknown(tp)")]
    [InlineData("tp + unknown * 2")]
    public void Error_that_the_compiler_explains_well(string expression) => DiagnosticAssert.Reports(Sources.Loss(expression));

    [Theory]
    [InlineData("Math.Truncate(tp)", "Math.Truncate", "its derivative is 0 wherever it does not jump; compare with ?: instead")]
    [InlineData("Math.Max(1, 2)", "Math.Max", "this overload takes 'int'; make its arguments doubles, such as 1.0")]
    [InlineData("double.Parse(\"1\")", "double.Parse", "it must take and return double, but parameter 's' is 'string'")]
    [InlineData("tp.CompareTo(fp)", "double.CompareTo", "it must take and return double, but it returns 'int'")]
    [InlineData("new Random().NextDouble()", "Random.NextDouble", "it is not static; call a static method or a local function on double")]
    [InlineData("new[] { tp, fp }.Sum()", "Enumerable.Sum", "a formula has no collections; write what it computes as a sum of locals")]
    [InlineData("MathF.Exp(2f)", "MathF.Exp", "it computes with float; write Math.Exp")]
    [InlineData("MathF.Round(2f)", "MathF.Round", "its derivative is 0 wherever it does not jump; compare with ?: instead")]
    [InlineData("double.Hypot(tp, fp)", "double.Hypot", "write Math.Sqrt(x * x + y * y)")]
    [InlineData("Convert.ToDouble(tp)", "Convert.ToDouble", MethodAdvice.NoBody)]
    [InlineData("Around.Of<double>(tp)", "Of", "it is generic; write it on double")]
    [InlineData("Around.In(tp)", "In", "it must take and return double, but parameter 'x' is 'in double'")]
    [InlineData("Around.Delegate(tp)", "Func<double, double>", "it is a delegate; write a local function or a static method")]
    public void Method_that_cannot_be_called(string call, string name, string reason) => DiagnosticAssert.Reports(
        Sources.Loss("tp + {|LOSS1003:" + call + "|}")
        + "static class Around { public static T Of<T>(T x) => x; public static double In(in double x) => x; public static readonly Func<double, double> Delegate = null!; }",
        $"Method '{name}' cannot be called in a formula: {reason}");

    [Fact]
    public void Test_for_NaN() => DiagnosticAssert.Reports(
        Sources.Loss("{|LOSS1003:double.IsNaN(tp)|} ? 0 : tp"),
        "Method 'double.IsNaN' cannot be called in a formula: a formula avoids NaN and infinity, by smoothing or Math.Max, instead of testing for them; remove the test");

    [Fact]
    public void Method_of_an_instance() => DiagnosticAssert.Reports(
        Sources.Loss("{|LOSS1003:new Helper().Half(tp)|}") + "\nclass Helper { public double Half(double x) => x / 2; }",
        "Method 'Half' cannot be called in a formula: it is not static; call a static method or a local function on double");

    [Fact]
    public void Method_without_a_body() => DiagnosticAssert.Reports(
        "[Loss(\"a\")] partial class Sample { [Formula] static extern double {|LOSS1003:Formula|}(double tp); }",
        $"Method 'Formula' cannot be called in a formula: {MethodAdvice.NoBody}");

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
    public void State_that_a_formula_reads(string member, string name) => DiagnosticAssert.Reports(
        "[Loss(\"a\")] partial class Sample { [Formula] static double Formula(double tp) => tp * {|LOSS1005:" + name + "|}; " + member + " }",
        $"'{name}' is state; a formula may depend on its parameters and on constants alone. Make '{name}' a const, or a parameter with a default value");

    [Fact]
    public void A_constant_is_no_state() => DiagnosticAssert.Reports(
        "[Loss(\"a\")] partial class Sample { [Formula] static double Formula(double tp) => tp * Field * Math.PI; const double Field = 2; }").AssertNoCompilerDiagnostics();

    [Fact]
    public void Formula_that_is_too_large()
    {
        var doublings = string.Concat(Enumerable.Range(0, 11).Select(static i => $"static double H{i}(double x) => H{i + 1}(x) + H{i + 1}(x);\n"));
        DiagnosticAssert.Reports(
            $$"""[Loss("a")] partial class Sample { [Formula] static double {|LOSS1006:Formula|}(double tp) => H0(tp); {{doublings}} static double H11(double x) => x; }""",
            $"Method 'Formula' has more than {FormulaTranslator.MostOperations} operations once its calls are inlined");
    }

    [Fact]
    public void Formula_of_the_largest_size()
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
        string[] messages = depth > Expr.MostNested ? ["Method 'Formula' has more than 250 nested operations once its calls are inlined"] : [];
        var name = depth > Expr.MostNested ? "{|LOSS1006:Formula|}" : "Formula";
        DiagnosticAssert.Reports($$"""[Loss("a")] partial class Sample { [Formula] static double {{name}}(double tp) => {{expression}}; }""", messages);
    }

    [Theory]
    [InlineData("(int)tp", "(int)tp", "int", "remove the cast")]
    [InlineData("(int)Math.Sqrt(tp)", "(int)Math.Sqrt(tp)", "int", "remove the cast")]
    [InlineData("(float)tp", "(float)tp", "float", "remove the cast")]
    [InlineData("(double)(decimal)tp", "(decimal)tp", "decimal", "remove the cast")]
    [InlineData("(double)(object)tp", "(object)tp", "object", "remove the cast", "(double)(object)tp")]
    [InlineData("(tp > 0 ? 1 : 0) / 2", "(tp > 0 ? 1 : 0) / 2", "int", "write numbers as doubles, such as 1.0, and declare locals as double")]
    [InlineData("(double)(tp > 0 ? 1m : 0m)", "1m", "decimal", "", "")]
    [InlineData("new TimeSpan() == TimeSpan.Zero ? tp : fp", "new TimeSpan() == TimeSpan.Zero", "bool", "compare and compute doubles")]
    public void Type_other_than_double(string expression, string part, string type, string advice, string? reported = null)
    {
        if (advice.Length == 0)
        {
            Assert.All(GeneratorRun.Of(Sources.Loss(expression)).Diagnostics, static d => Assert.Equal("LOSS1002", d.Id));
            return;
        }

        DiagnosticAssert.Reports(
            Sources.Loss(expression.Replace(reported ?? part, "{|LOSS1007:" + (reported ?? part) + "|}")), $"'{reported ?? part}' is of type '{type}'; a formula computes with double alone: {advice}");
    }

    [Fact]
    public void Conditions_are_assigned_by_operators_too() => DiagnosticAssert.Reports(
        Sources.LossWithBody("{ var both = tp > 0; both &= fp > 0; both |= fn > 1; return both ? tp : fp; }")).AssertNoCompilerDiagnostics();

    [Fact]
    public void All_errors_of_a_loss_are_reported_at_once() => DiagnosticAssert.Reports(
        """
        [{|LOSS0012:Loss("a b")|}]
        class {|LOSS0001:Sample|}
        {
            [Formula]
            static double Formula(double {|LOSS0006:z|}, int {|LOSS0007:tp|}) => {|LOSS1002:z % 2|} + {|LOSS1003:Math.Truncate(z)|};
        }
        """,
        "'a b' cannot be the name of a loss; use letters, digits and hyphens, e.g. \"focal-tversky\"",
        "Class 'Sample' must be partial: the generator writes the loss module into it",
        "Parameter 'z' binds to nothing; it can be one of tp, fp, fn, tn, n, classWeight, or a hyperparameter if it has a default value",
        "Parameter 'tp' must be a plain double, not 'int'; write double tp",
        "'z % 2' is not part of the formula language; a remainder jumps, and no gradient flows through a jump; compare with ?: instead",
        "Method 'Math.Truncate' cannot be called in a formula: its derivative is 0 wherever it does not jump; compare with ?: instead");
}
