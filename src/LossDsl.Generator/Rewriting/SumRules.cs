using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Rewriting;

/// <summary>All rules for sums, in their order.</summary>
internal static class SumRules
{
    /// <summary>The sum, shorter and with its digits.</summary>
    /// <param name="sum">Terms, like ones collected.</param>
    /// <param name="atAnyCost">Whether digits are worth more operations.</param>
    public static Expr Rewrite(Sum sum, bool atAnyCost = false)
    {
        var rewritten = Cancellation.Remove(ComplementRule.Rewrite(CommonDenominator.Combine(sum)), atAnyCost);
        return ChoiceRules.Enter(rewritten, part => Rewrite(part, atAnyCost), atAnyCost) is { } entered ? Rewrite(entered, atAnyCost) : rewritten.ToExpr();
    }
}
