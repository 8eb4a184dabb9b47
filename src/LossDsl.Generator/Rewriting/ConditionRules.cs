using LossDsl.Generator.Formulas;
using static LossDsl.Generator.Formulas.Conditions;

namespace LossDsl.Generator.Rewriting;

/// <summary>
/// Rewrites conditions so that none of their operands is a constant. C# needs that, since 1 and 0 are no conditions there. Each rule returns the replacement, or null if it does
/// not apply.
/// </summary>
internal static class ConditionRules
{
    /// <summary>Replaces a choice whose condition is constant by the branch taken.</summary>
    public static Expr? KnownChoice(Op op, IReadOnlyList<Expr> a) =>
        op == Select && a[0] is Constant { Value: var condition } ? (condition != 0 ? a[1] : a[2]) : null;

    /// <summary>Removes a constant operand of a logical and / or: c &amp;&amp; 1 becomes c, c || 1 becomes 1.</summary>
    public static Expr? KnownLogic(Op op, IReadOnlyList<Expr> a)
    {
        if ((op != And && op != Or) || (a[0] is Constant) == (a[1] is Constant))
        {
            return null;
        }

        var (constant, other) = a[0] is Constant known ? (known.Value, a[1]) : (((Constant)a[1]).Value, a[0]);
        return (op == And) == (constant != 0) ? other : constant;
    }

    /// <summary>
    /// Rewrites a choice between conditions as logic if a branch is constant: c ? true : d becomes c || d. Also simplifies a choice whose condition is itself a choice of constants.
    /// </summary>
    public static Expr? ChoiceOfConditions(Op op, IReadOnlyList<Expr> a) => (op == Select, a) switch
    {
        (true, [var c, Constant { Value: var yes }, var d]) when IsCondition(d) => yes != 0 ? new Apply(Or, c, d) : new Apply(And, new Apply(Not, c), d),
        (true, [var c, var d, Constant { Value: var no }]) when IsCondition(d) => no != 0 ? new Apply(Or, new Apply(Not, c), d) : new Apply(And, c, d),
        (true, [Apply { Op: var inner, Arguments: [var c, Constant yes, Constant no] }, _, _]) when inner == Select =>
            Choose(c, yes.Value != 0 ? a[1] : a[2], no.Value != 0 ? a[1] : a[2]),
        _ => null,
    };

    /// <summary>Rewrites a condition compared with a constant: c == 1 becomes c, c != 1 becomes !c.</summary>
    public static Expr? ComparedWithConstant(Op op, IReadOnlyList<Expr> a)
    {
        if ((op != Equal && op != NotEqual) || (a[0] is Constant) == (a[1] is Constant))
        {
            return null;
        }

        var (constant, other) = a[0] is Constant known ? (known.Value, a[1]) : (((Constant)a[1]).Value, a[0]);
        return !IsCondition(other) ? null : (op == Equal) == (constant != 0) ? other : new Apply(Not, other);
    }
}
