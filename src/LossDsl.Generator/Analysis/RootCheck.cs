using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;

namespace LossDsl.Generator.Analysis;

/// <summary>Roots, and powers below 1, of a value that the prediction brings to 0: there they have a kink, as the root of x² has, which is |x|.</summary>
/// <param name="bounds">The bounds in the domain of the loss.</param>
/// <param name="derivatives">What changes with the prediction and has a derivative.</param>
/// <param name="zeros">Where values are 0.</param>
internal sealed class RootCheck(Bounds bounds, Dependence derivatives, Zeros zeros)
{
    /// <summary>Whether there may be such a root; what is stopped is held constant.</summary>
    public bool Any(LossPlan plan) => plan.Stages.Any(stage => !stage.IsStopped && KinkCheck.Nodes(stage.Body).Any(MayHaveKink));

    private bool MayHaveKink(Apply apply) =>
        (apply.Op == Functions.Sqrt || apply.Op == Functions.Cbrt || (apply.Op == Functions.Pow && IsBelowOne(apply.Arguments[1]))) && derivatives.Changes(apply.Arguments[0]) && !zeros.AreOfTarget(apply.Arguments[0]);

    private bool IsBelowOne(Expr exponent) => exponent is Constant constant
        ? constant.Value < 1
        : bounds.RangeOf(exponent) is { Low: < 1 } || derivatives.Changes(exponent);
}
