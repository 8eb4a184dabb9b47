using System.Reflection;
using LossDsl.Generator.Backends.Metadata;
using LossDsl.Generator.Calculus;
using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Tests.Formulas;

/// <summary>Tests that every row of the op table is complete and true: values are those of the C# method, and partials are the derivatives of the value.</summary>
public sealed class OpTableTests
{
    private static readonly double[] Grid = [-30, -2, -1, -0.5, -1e-8, -0.0, 0.0, 1e-300, 1e-8, 0.3, 0.5, 1, 1.5, 2, 3, 30, 1e8];

    private static readonly Variable[] Arguments = [new("a", Level.Region), new("b", Level.Region), new("c", Level.Region)];

    public static TheoryData<string> Ops => [.. OpTable.Rows.Select(static op => op.Name)];

    // The partial of stop is 0 by definition, not the derivative of its value.
    public static TheoryData<string> OpsWithPartials => [.. OpTable.Rows.Except([Functions.Stop]).Select(static op => op.Name)];

    public static TheoryData<string> OpsWithMethods => [.. OpTable.Rows.Where(static op => op.Methods.Count > 0).Select(static op => op.Name)];

    [Fact]
    public void Names_are_unique() => Assert.Equal(OpTable.Rows.Count, OpTable.Rows.Select(static op => op.Name).Distinct().Count());

    [Fact]
    public void Every_declared_op_is_in_the_table()
    {
        var declared = new[] { typeof(Arithmetic), typeof(Functions), typeof(Conditions) }
            .SelectMany(static t => t.GetFields(BindingFlags.Static | BindingFlags.Public)).Where(static f => f.FieldType == typeof(Op)).Select(static f => ((Op)f.GetValue(null)!).Name);
        Assert.Equal(declared.Order(), OpTable.Rows.Select(static op => op.Name).Order());
    }

    [Theory]
    [MemberData(nameof(OpsWithMethods))]
    public void An_op_has_the_value_of_its_methods(string name)
    {
        var op = Op(name);
        var methods = op.Methods.Select(m => FindMethod(m, op.Arity)).OfType<MethodInfo>().ToList();
        Assert.NotEmpty(methods);
        foreach (var (method, point) in methods.SelectMany(_ => Points(op.Arity), static (m, p) => (m, p)))
        {
            var expected = Convert.ToDouble(method.Invoke(null, [.. point.Cast<object>()]), null);
            var actual = op.Evaluate(point);

            // double.ExpM1 and double.LogP1 compute e^x - 1 and log(1 + x) as written; the op keeps its significant digits near 0.
            var tolerance = method.Name is "ExpM1" or "LogP1" && method.DeclaringType == typeof(double) ? 2e-15 : 0;
            Assert.True(
                expected.Equals(actual) || Math.Abs(expected - actual) <= (2e-15 * Math.Abs(expected)) + tolerance,
                $"{method.DeclaringType}.{method.Name}({string.Join(", ", point)}) is {expected:R}, the op gives {actual:R}");
        }
    }

    [Theory]
    [MemberData(nameof(OpsWithPartials))]
    public void Partials_agree_with_central_differences(string name)
    {
        var op = Op(name);
        var partials = Partials(op);
        var compared = 0;
        foreach (var point in Points(op.Arity).Where(p => IsSmooth(op, p)))
        {
            for (var i = 0; i < op.Arity; i++)
            {
                if (Difference(op, point, i) is { } expected)
                {
                    compared++;
                    var actual = Interpreter.Evaluate(partials[i], Variables(point));
                    Assert.True(Math.Abs(expected - actual) <= 1e-5 * Math.Max(1e-3, Math.Abs(expected)), $"d{name}/d{"abc"[i]} at ({string.Join(", ", point)}): expected {expected:R}, found {actual:R}");
                }
            }
        }

        Assert.True(compared >= 3, $"only {compared} points have a difference quotient");
    }

    [Fact]
    public void A_method_that_expands_to_several_ops_has_their_value()
    {
        Assert.NotEmpty(Composites.Methods);
        foreach (var (name, arity) in Composites.Methods)
        {
            // Math lacks some methods that double has.
            if (FindMethod(name, arity) is not { } method)
            {
                Assert.StartsWith("System.Math.", name, StringComparison.Ordinal);
                continue;
            }

            var expression = Composites.Expand(name, [.. Arguments.Take(arity)])!;
            foreach (var point in ComparablePoints(name, Points(arity)))
            {
                var (expected, actual) = ((double)method.Invoke(null, [.. point.Cast<object>()])!, Interpreter.Evaluate(expression, Variables(point)));
                Assert.True(expected.Equals(actual) || Math.Abs(expected - actual) <= 1e-14 * Math.Max(Math.Abs(expected), name.EndsWith("P1", StringComparison.Ordinal) ? 1 : 0), $"{name}({string.Join(", ", point)}) is {expected:R}, the ops give {actual:R}");
            }
        }
    }

    // Selects points at which both forms agree: bounds in their order, sums without cancellation (one form rounds once, the other twice), and valid bases of logarithms.
    private static IEnumerable<double[]> ComparablePoints(string name, IEnumerable<double[]> points) => name[(name.LastIndexOf('.') + 1)..] switch
    {
        "Clamp" when !name.StartsWith("LossDsl.", StringComparison.Ordinal) => points.Where(static p => p[1] <= p[2]),
        "FusedMultiplyAdd" or "Lerp" => points.Where(static p => p.All(static x => x >= 0)),
        "Log" => points.Where(static p => p[0] > 0 && p[1] > 1),
        _ => points,
    };

    // At a kink the partial is the one that autograd uses. Where the derivative is infinite the partial is finite, so that one pixel cannot spoil a network.
    [Theory]
    [InlineData("abs", 0, new[] { 0.0 }, 0)]
    [InlineData("max", 0, new[] { 2.0, 2.0 }, 0.5)]
    [InlineData("max", 1, new[] { 2.0, 2.0 }, 0.5)]
    [InlineData("min", 0, new[] { 2.0, 2.0 }, 0.5)]
    [InlineData("min", 1, new[] { 2.0, 2.0 }, 0.5)]
    [InlineData("sqrt", 0, new[] { 0.0 }, 5e29)]
    [InlineData("cbrt", 0, new[] { 0.0 }, 3.3333333333333333e29)]
    [InlineData("atan2", 0, new[] { 0.0, 0.0 }, 0)]
    [InlineData("atan2", 1, new[] { 0.0, 0.0 }, 0)]
    [InlineData("pow", 0, new[] { 0.0, 0.5 }, 5e14)]
    [InlineData("pow", 0, new[] { 0.0, 1.0 }, 1)]
    [InlineData("pow", 0, new[] { 0.0, 2.0 }, 0)]
    [InlineData("pow", 0, new[] { 0.0, 0.0 }, 0)]
    [InlineData("pow", 1, new[] { 0.0, 2.0 }, 0)]
    [InlineData("powSlope", 1, new[] { 0.0, 2.0 }, 0)]
    [InlineData("logcosh", 0, new[] { 800.0 }, 1)]
    [InlineData("softplus", 0, new[] { 800.0 }, 1)]
    [InlineData("softplus", 0, new[] { -800.0 }, 0)]
    [InlineData("sigmoid", 0, new[] { -800.0 }, 0)]
    [InlineData("tanh", 0, new[] { 800.0 }, 0)]
    [InlineData("square", 0, new[] { 0.0 }, 0)]
    public void Partials_are_finite_at_kinks_and_edges(string name, int argument, double[] point, double expected)
    {
        foreach (var partial in new[] { Partials(Op(name))[argument], Simplifier.Simplify(Partials(Op(name))[argument]) })
        {
            var actual = Interpreter.Evaluate(partial, Variables(point));
            Assert.True(Math.Abs(expected - actual) <= 1e-12 * Math.Max(1e-12, Math.Abs(expected)), $"expected {expected:R}, found {actual:R}");
        }
    }

    [Theory]
    [MemberData(nameof(Ops))]
    public void An_op_is_spelled_in_every_notation(string name)
    {
        var op = Op(name);
        foreach (var spelling in new[] { op.Scalar, op.Tensor, op.Text, op.Latex })
        {
            Assert.All(Enumerable.Range(0, op.Arity), i => Assert.Matches($@"\{{{i}(:[=>!])?\}}", spelling.Template));
            Assert.DoesNotMatch($@"\{{[{op.Arity}-9]", spelling.Template);
        }

        var apply = new Apply(op, Arguments.Take(op.Arity).Cast<Expr>().ToEquatableArray());
        var latex = new LatexPrinter().Print(apply);
        Assert.Equal(latex.Count(static c => c == '{'), latex.Count(static c => c == '}'));
        Assert.Equal(latex.Split(@"\left").Length, latex.Split(@"\right").Length);
    }

    [Fact]
    public void A_comparison_with_NaN_is_false_as_in_CSharp()
    {
        Assert.All([Conditions.Less, Conditions.LessOrEqual, Conditions.Greater, Conditions.GreaterOrEqual, Conditions.Equal], static op => Assert.Equal(0, op.Evaluate([double.NaN, double.NaN])));
        Assert.Equal(1, Conditions.NotEqual.Evaluate([double.NaN, double.NaN]));
        Assert.Equal(1, Conditions.Equal.Evaluate([0.0, -0.0]));
    }

    [Fact]
    public void A_stop_gradient_keeps_the_value_and_has_a_partial_of_0()
    {
        Assert.Equal(0.3, Functions.Stop.Evaluate([0.3]));
        Assert.Equal(new Constant(0), Simplifier.Simplify(Partials(Functions.Stop)[0]));
    }

    // Conditions and quotients are left out because their jumps depend on their arguments; powSlope, because its slope is as steep as a jump.
    public static TheoryData<string> OpsByThemselves => [.. OpTable.Rows.Except(Conditions.Rows).Except([Arithmetic.Divide, Functions.PowSlope]).Select(static op => op.Name)];

    [Theory]
    [MemberData(nameof(OpsByThemselves))]
    public void Jumps_holds_wherever_an_op_jumps(string name)
    {
        const double Beside = 1e-12;
        var op = Op(name);
        double[] places = [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, Math.PI / 2, 2, 3];
        foreach (var (point, i) in places.SelectMany(_ => places, (a, b) => new[] { a, b, 0.5 }.Take(op.Arity).ToArray()).SelectMany(_ => Enumerable.Range(0, op.Arity), static (p, i) => (p, i)))
        {
            double[] values = [.. new[] { -Beside, 0, Beside }.Select(step => op.Evaluate([.. point.Select((x, k) => k == i ? x + step : x)]))];
            Interval[] around = [.. point.Select((x, k) => k == i ? new Interval(x - Beside, x + Beside) : Interval.Point(x))];
            Assert.True(
                !Array.TrueForAll(values, double.IsFinite) || values.Max() - values.Min() < 0.1 || op.CanJump?.Invoke(around, [.. point.Select((_, k) => k == i)]) == true,
                $"{name} jumps by {values.Max() - values.Min():R} at ({string.Join(", ", point)})");
        }
    }

    private static Op Op(string name) => OpTable.Rows.Single(op => op.Name == name);

    private static IReadOnlyList<Expr> Partials(Op op)
    {
        var derivatives = Differentiator.Differentiate(new Apply(op, Arguments.Take(op.Arity).Cast<Expr>().ToEquatableArray()), 1, static _ => true);
        return [.. Arguments.Take(op.Arity).Select(a => derivatives.GetValueOrDefault(a, 0))];
    }

    private static IEnumerable<double[]> Points(int arity) => arity switch
    {
        1 => Grid.Select(static a => new[] { a }),
        2 => Grid.SelectMany(static _ => Grid, static (a, b) => new[] { a, b }),
        _ => Grid.SelectMany(static _ => Grid, static (b, c) => (b, c)).SelectMany(static _ => new double[] { 0, 1 }, static (p, a) => new[] { a, p.b, p.c }),
    };

    // Whether no kink or edge is within reach of a central difference, and the op means what its name says.
    private static bool IsSmooth(Op op, double[] point) =>
        point.All(static x => Math.Abs(x) is > 0.1 and < 1e3) && (point[0] > 0 || (op != Functions.ClampPositive && op != Functions.PowSlope && op != Functions.Pow));

    private static Dictionary<string, double> Variables(double[] point) => Arguments.Zip(point).ToDictionary(static v => v.First.Name, static v => v.Second);

    // Computes a central difference. Null if two step lengths disagree, at a kink, at an edge or where rounding errors prevail.
    private static double? Difference(Op op, double[] point, int argument)
    {
        var (coarse, fine) = (Central(2e-5), Central(1e-5));
        return double.IsFinite(fine) && Math.Abs(coarse - fine) <= 1e-6 * Math.Max(1e-3, Math.Abs(fine)) ? fine : null;

        double Central(double relative)
        {
            var step = relative * Math.Max(Math.Abs(point[argument]), 1e-3);
            return (At(point[argument] + step) - At(point[argument] - step)) / (2 * step);
        }

        double At(double x) => op.Evaluate([.. point.Select((p, i) => i == argument ? x : p)]);
    }

    private static MethodInfo? FindMethod(string method, int arity)
    {
        var type = method[..method.LastIndexOf('.')];
        var declaring = typeof(Math).Assembly.GetType(type) ?? typeof(LossMath).Assembly.GetType(type);
        return declaring?.GetMethod(method[(type.Length + 1)..], BindingFlags.Static | BindingFlags.Public, [.. Enumerable.Repeat(typeof(double), arity)]);
    }
}
