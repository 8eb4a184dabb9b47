using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Rewriting;

/// <summary>
/// Applies all rules for sums, in a fixed order: <see cref="CommonDenominator"/>, <see cref="ComplementRule"/>, <see cref="Cancellation"/> and <see cref="ChoiceRules"/>.
/// </summary>
internal static class SumRules
{
    /// <summary>Returns an expression equal to the sum, with less cancellation.</summary>
    /// <param name="sum">The sum, with like terms collected.</param>
    /// <param name="atAnyCost">Whether the result may take more operations than <paramref name="sum"/>.</param>
    public static Expr Rewrite(Sum sum, bool atAnyCost = false)
    {
        var rewritten = Cancellation.Remove(ComplementRule.Rewrite(CommonDenominator.Combine(sum)), atAnyCost);
        return ChoiceRules.MoveTermsIntoChoice(rewritten, part => Rewrite(part, atAnyCost), atAnyCost) is { } entered ? Rewrite(entered, atAnyCost) : rewritten.ToExpr();
    }
}
