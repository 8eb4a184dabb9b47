using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Lowering;

/// <summary>
/// Rewrites a plan for kernels. Kernels run a loss with stages over the classes of a pixel only where every class is included, so that factors for an excluded background are 1. Where 0 is
/// not the identity of a filter, kernels store the validity of pixels beside its values. The mean of the largest values becomes a filter that finds them, and sums over them.
/// </summary>
internal static class KernelForm
{
    /// <summary>Returns the plan as kernels run it.</summary>
    public static LossPlan Create(LossPlan plan) => !plan.ReducesPixelClasses && !plan.OrdersPixels ? plan : plan with
    {
        Forward = new OrderForm(plan).Rewrite(plan.Forward).Select(Rewrite).ToEquatableArray(),
        Backward = new OrderForm(plan).Rewrite(plan.Backward).Select(Rewrite).ToEquatableArray(),
        Gradient = new(RewriteOptional(plan.Gradient.ByLogOdds), RewriteOptional(plan.Gradient.ByProbability), RewriteOptional(plan.Gradient.ByInput)),
    };

    private static Step Rewrite(Step step)
    {
        var rewritten = step.MapTerms(Rewrite);
        return step.Kind switch
        {
            StepKind.ClassTotal => rewritten with { Kind = StepKind.ClassSum },
            StepKind.PixelClassMax or StepKind.PixelClassLogSumExp or StepKind.PixelClassShare => rewritten with { Validity = 1 },
            _ => rewritten,
        };
    }

    private static Expr Rewrite(Expr expression) =>
        expression.Reads(Quantities.Inclusion) ? Simplifier.Simplify(Substitution.Replace(expression, static node => node.Equals(Quantities.Inclusion) ? 1 : null)) : expression;

    private static Expr? RewriteOptional(Expr? expression) => expression is null ? null : Rewrite(expression);
}
