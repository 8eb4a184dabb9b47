using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Places where the value of a loss may jump as the prediction changes: a choice that the prediction decides and whose branches do not meet, a sign, a pole, a quotient
/// of regions that is 0 where it divides 0 by 0. A claim made of derivatives does not hold across a jump.
/// </summary>
/// <param name="bounds">The bounds in the domain of the loss.</param>
/// <param name="dependence">What changes with the prediction.</param>
/// <param name="zeros">Where values are 0.</param>
internal sealed class JumpCheck(Bounds bounds, Dependence dependence, Zeros zeros)
{
    /// <summary>The first part of a stage that may jump; null if there is none. What is stopped may jump too: it changes with the prediction.</summary>
    public (Stage Stage, Apply Part)? First(LossPlan plan)
    {
        foreach (var stage in plan.Stages)
        {
            // Rewriting keeps the value: as it is written, or as it is compiled, one form without a jump will do.
            var written = plan.Spec.Stages.FirstOrDefault(s => s.Result.Equals(stage.Result)) ?? stage;
            if (First(stage.Body) is { } part && First(written.Body) is not null)
            {
                return (stage, part);
            }
        }

        return null;
    }

    private Apply? First(Expr body) => Substitution.Parts(body).OfType<Apply>().FirstOrDefault(MayJump);

    private bool MayJump(Apply apply)
    {
        var (op, a) = (apply.Op, apply.Arguments);
        return op == Conditions.Select ? IsOpen(a[0]) && !Branches.Meet(apply, IsOpen)
            : Quotient.IsShielded(apply) ? !zeros.AreOfTarget(a[1]) && dependence.Changes(apply)
            : op.Jumps is { } jumps && a.Convert(dependence.Changes) is var changes && changes.Contains(true) && jumps(a.Convert(bounds.RangeOf), changes);
    }

    // The prediction decides whether it holds.
    private bool IsOpen(Expr condition) => dependence.Changes(condition) && !bounds.RangeOf(condition).IsPoint;
}
