using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Lowering;

/// <summary>What takes a pass longer than its arithmetic: logarithms, exponentials and what is made of them, powers with any exponent among it.</summary>
internal static class CostlyTerms
{
    private static readonly HashSet<Op> Cheap = [.. Arithmetic.Rows, .. Conditions.Rows, .. Functions.Rows.Where(static op => op.IsCheap)];

    /// <summary>How many of them the passes compute; each once in a pass.</summary>
    public static int Count(IEnumerable<Pass> passes) => passes.Sum(static pass => pass.Expressions.SelectMany(Of).Distinct().Count());

    private static IEnumerable<Expr> Of(Expr expression) => expression switch
    {
        Variable variable when variable.Equals(Quantities.LogP) || variable.Equals(Quantities.LogQ) => [variable],
        Apply { Level: Level.Pixel } apply => [.. apply.Arguments.SelectMany(Of), .. IsCostly(apply) ? [Shared(apply)] : Array.Empty<Expr>()],
        _ => [],
    };

    // Whole and half exponents are a few products and roots.
    private static bool IsCostly(Apply apply) => !Cheap.Contains(apply.Op) && !(IsPower(apply.Op) && apply.Arguments[1] is Constant { Value: var e } && 2 * e == Math.Floor(2 * e));

    // A power and its slope are made of each other.
    private static Expr Shared(Apply apply) => apply.Op == Functions.PowSlope ? new Apply(Functions.Pow, [.. apply.Arguments]) : apply;

    private static bool IsPower(Op op) => op == Functions.Pow || op == Functions.PowSlope;
}
