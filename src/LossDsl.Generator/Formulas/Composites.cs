using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Formulas;

/// <summary>Expands C# methods that have no op of their own into several ops, e.g. <c>Math.Clamp(x, a, b)</c> into min(max(x, a), b).</summary>
internal static class Composites
{
    private static readonly Dictionary<string, (int Arity, Func<IReadOnlyList<Expr>, Expr> Expand)> ByMethod = new()
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

    /// <summary>The full names and parameter counts of all such methods, e.g. <c>System.Math.Clamp</c> with 3.</summary>
    public static IEnumerable<(string Method, int Arity)> Methods => ByMethod.SelectMany(static row => Types, static (row, type) => (type + row.Key, row.Value.Arity));

    private static readonly IReadOnlyList<string> Types = ["System.Math.", "System.Double."];

    /// <summary>Returns the expression that a call of the method stands for; null if the method is not a composite.</summary>
    /// <param name="method">The method as <c>Namespace.Type.Method</c>.</param>
    /// <param name="arguments">The arguments of the call.</param>
    public static Expr? Expand(string method, IReadOnlyList<Expr> arguments) =>
        Types.FirstOrDefault(method.StartsWith) is { } type && ByMethod.TryGetValue(method.Substring(type.Length), out var row) && row.Arity == arguments.Count ? row.Expand(arguments) : null;

    // For arguments of equal magnitude, C# returns the positive one as the maximum and the negative one as the minimum.
    private static Expr SelectByMagnitude(Op isFarther, Op extreme, Expr a, Expr b) => Conditions.Choose(
        new Apply(isFarther, Magnitude(a), Magnitude(b)), a, Conditions.Choose(new Apply(isFarther, Magnitude(b), Magnitude(a)), b, new Apply(extreme, a, b)));

    private static Expr Magnitude(Expr x) => new Apply(Functions.Abs, x);

    private static Expr Log(Expr x) => new Apply(Functions.Log, x);
}
