using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;

namespace LossDsl.Generator.Analysis;

/// <summary>Roots, and powers below 1, of a value that the prediction brings to 0: there they have a kink, as the root of x² has, which is |x|.</summary>
/// <param name="bounds">The bounds in the domain of the loss.</param>
/// <param name="dependence">What changes with the prediction.</param>
/// <param name="zeros">Where values are 0.</param>
internal sealed class RootCheck(Bounds bounds, Dependence dependence, Zeros zeros)
{
    /// <summary>Whether there may be such a root; what is stopped is held constant.</summary>
    public bool Any(LossPlan plan) => Adjoints.Active([.. SoftCounts.All, .. plan.Stages]) is var active
        && plan.Stages.Any(stage => active.Contains(stage.Result) && KinkCheck.Nodes(stage.Body).Any(node => MayHaveKink(node, active)));

    private bool MayHaveKink(Apply apply, HashSet<Variable> active) =>
        (apply.Op == Functions.Sqrt || (apply.Op == Functions.Pow && IsBelowOne(apply.Arguments[1])))
        && Dependence.HasSlope(apply.Arguments[0], active) && !zeros.AreOfTarget(apply.Arguments[0]);

    private bool IsBelowOne(Expr exponent) => exponent is Constant constant
        ? constant.Value < 1
        : bounds.Of(exponent) is { Low: < 1 } || dependence.Changes(exponent);
}
