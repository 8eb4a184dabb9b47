using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Search for roots, and for powers with an exponent below 1, whose argument becomes 0 as the prediction changes. Such a root may have a kink there: the square root of x² is |x|.
/// </summary>
/// <param name="bounds">The bounds over the domain of the loss.</param>
/// <param name="derivatives">The values that have a derivative by the prediction.</param>
/// <param name="zeros">The values whose zeros depend on the target alone: a root of one of them has no kink in the prediction.</param>
internal sealed class RootCheck(Bounds bounds, Dependence derivatives, TargetZeros zeros)
{
    /// <summary>Whether the loss may have such a root. Values with a stop-gradient are constant and are left out.</summary>
    public bool Any(LossPlan plan) => plan.Stages.Any(stage => !stage.IsStopped && KinkCheck.Nodes(stage.Body).Any(MayHaveKink));

    private bool MayHaveKink(Apply apply) =>
        (apply.Op == Functions.Sqrt || apply.Op == Functions.Cbrt || (apply.Op == Functions.Pow && IsBelowOne(apply.Arguments[1]))) && derivatives.Changes(apply.Arguments[0]) && !zeros.DependOnTargetAlone(apply.Arguments[0]);

    private bool IsBelowOne(Expr exponent) => exponent is Constant constant
        ? constant.Value < 1
        : bounds.RangeOf(exponent) is { Low: < 1 } || derivatives.Changes(exponent);
}
