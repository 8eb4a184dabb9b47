using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Formulas;

/// <summary>C# methods that are several ops.</summary>
internal static class Composites
{
    private static readonly Dictionary<string, (int Arity, Func<IReadOnlyList<Expr>, Expr> Expand)> ByMethod = new()
    {
        ["System.Math.Log"] = (2, static a => Log(a[0]) / Log(a[1])),
        ["System.Math.Log2"] = (1, static a => Log(a[0]) / Math.Log(2)),
        ["System.Math.Log10"] = (1, static a => Log(a[0]) / Math.Log(10)),
        ["System.Math.Clamp"] = (3, static a => new Apply(Functions.Min, new Apply(Functions.Max, a[0], a[1]), a[2])),
        ["System.Math.FusedMultiplyAdd"] = (3, static a => (a[0] * a[1]) + a[2]),
    };

    /// <summary>The method's value from its arguments, or null if it is none of these.</summary>
    public static Expr? Expand(string method, IReadOnlyList<Expr> arguments) =>
        ByMethod.TryGetValue(method, out var row) && row.Arity == arguments.Count ? row.Expand(arguments) : null;

    private static Expr Log(Expr x) => new Apply(Functions.Log, x);
}
