using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Lowering;

/// <summary>
/// Counts the expensive ops of passes: logarithms, exponentials, powers with arbitrary exponents and all other functions that cost far more than arithmetic.
/// <see cref="Scheduler"/> uses the count to decide whether to split the gradient over two passes.
/// </summary>
internal static class CostlyOpCount
{
    private static readonly HashSet<Op> Cheap = [.. Arithmetic.Rows, .. Conditions.Rows, .. Functions.Rows.Where(static op => op.IsCheap)];

    /// <summary>Returns the number of different expensive expressions in each pass, summed over the passes.</summary>
    public static int Count(IEnumerable<Pass> passes) => passes.Sum(static pass => pass.Expressions.SelectMany(FindCostly).Distinct().Count());

    private static IEnumerable<Expr> FindCostly(Expr expression) => expression switch
    {
        Variable variable when variable.Equals(Quantities.LogP) || variable.Equals(Quantities.LogQ) => [variable],
        Apply { Level: Level.Pixel } apply => [.. apply.Arguments.SelectMany(FindCostly), .. IsCostly(apply) ? [ToSharedPower(apply)] : Array.Empty<Expr>()],
        _ => [],
    };

    // A power with a constant whole or half exponent takes only a few products and roots.
    private static bool IsCostly(Apply apply) => !Cheap.Contains(apply.Op) && !(IsPower(apply.Op) && apply.Arguments[1] is Constant { Value: var e } && 2 * e == Math.Floor(2 * e));

    // Kernels compute a power and its slope from each other, so the two count once.
    private static Expr ToSharedPower(Apply apply) => apply.Op == Functions.PowSlope ? new Apply(Functions.Pow, [.. apply.Arguments]) : apply;

    private static bool IsPower(Op op) => op == Functions.Pow || op == Functions.PowSlope;
}
