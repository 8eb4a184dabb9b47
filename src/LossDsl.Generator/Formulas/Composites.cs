using static LossDsl.Generator.Formulas.Arithmetic;
using Rows = System.Collections.Generic.Dictionary<string, (int Arity, System.Func<System.Collections.Generic.IReadOnlyList<LossDsl.Generator.Formulas.Expr>, LossDsl.Generator.Formulas.Expr> Expand)>;

namespace LossDsl.Generator.Formulas;

/// <summary>Expands C# methods that have no op of their own into several ops, e.g. <c>Math.Clamp(x, a, b)</c> into min(max(x, a), b).</summary>
internal static class Composites
{
    private static readonly Rows OfMath = new()
    {
        ["Log"] = (2, static a => Log(a[0]) / Log(a[1])),
        ["Log2"] = (1, static a => Log(a[0]) / Math.Log(2)),
        ["Log10"] = (1, static a => Log(a[0]) / Math.Log(10)),
        ["Log2P1"] = (1, static a => new Apply(Functions.Log1p, a[0]) / Math.Log(2)),
        ["Log10P1"] = (1, static a => new Apply(Functions.Log1p, a[0]) / Math.Log(10)),
        ["Exp2"] = (1, static a => new Apply(Functions.Pow, 2, a[0])),
        ["Exp10"] = (1, static a => new Apply(Functions.Pow, 10, a[0])),
        ["Clamp"] = (3, static a => new Apply(Functions.Min, new Apply(Functions.Max, a[0], a[1]), a[2])),
        ["FusedMultiplyAdd"] = (3, static a => (a[0] * a[1]) + a[2]),
        ["Lerp"] = (3, static a => (a[0] * (1 - a[2])) + (a[1] * a[2])),
        ["MaxMagnitude"] = (2, static a => SelectByMagnitude(Conditions.Greater, Functions.Max, a[0], a[1])),
        ["MinMagnitude"] = (2, static a => SelectByMagnitude(Conditions.Less, Functions.Min, a[0], a[1])),
    };

    private static readonly Rows OfLossMath = new()
    {
        ["Clamp"] = OfMath["Clamp"],
        ["Relu"] = (1, static a => new Apply(Functions.Max, a[0], 0)),
        ["LogSigmoid"] = (1, static a => -new Apply(Functions.Softplus, -a[0])),
    };

    private static readonly Dictionary<string, Rows> ByType =
        new() { ["System.Math."] = OfMath, ["System.Double."] = OfMath, ["LossDsl.LossMath."] = OfLossMath };

    /// <summary>The full names and parameter counts of all such methods, e.g. <c>System.Math.Clamp</c> with 3.</summary>
    public static IEnumerable<(string Method, int Arity)> Methods => ByType.SelectMany(static type => type.Value, static (type, row) => (type.Key + row.Key, row.Value.Arity));

    /// <summary>Returns the expression that a call of the method stands for; null if the method is not a composite.</summary>
    /// <param name="method">The method as <c>Namespace.Type.Method</c>.</param>
    /// <param name="arguments">The arguments of the call.</param>
    public static Expr? Expand(string method, IReadOnlyList<Expr> arguments)
    {
        var end = method.LastIndexOf('.') + 1;
        return ByType.TryGetValue(method.Substring(0, end), out var rows) && rows.TryGetValue(method.Substring(end), out var row) && row.Arity == arguments.Count ? row.Expand(arguments) : null;
    }

    // For arguments of equal magnitude, C# returns the positive one as the maximum and the negative one as the minimum.
    private static Expr SelectByMagnitude(Op isFarther, Op extreme, Expr a, Expr b) => Conditions.Choose(
        new Apply(isFarther, Magnitude(a), Magnitude(b)), a, Conditions.Choose(new Apply(isFarther, Magnitude(b), Magnitude(a)), b, new Apply(extreme, a, b)));

    private static Expr Magnitude(Expr x) => new Apply(Functions.Abs, x);

    private static Expr Log(Expr x) => new Apply(Functions.Log, x);
}
