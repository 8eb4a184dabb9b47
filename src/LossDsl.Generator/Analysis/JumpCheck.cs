using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Search for parts of a loss whose value may jump as the prediction changes; a proof from derivatives does not hold across a jump. Such a part is a sign, a pole, a quotient of
/// regions (a limit at 0/0), or a choice that the prediction decides, if its branches differ where the choice switches.
/// </summary>
/// <param name="bounds">The bounds over the domain of the loss.</param>
/// <param name="dependence">The values that change with the prediction, stopped ones included.</param>
/// <param name="zeros">The values whose zeros depend on the target alone: a quotient by one of them does not jump.</param>
internal sealed class JumpCheck(Bounds bounds, Dependence dependence, TargetZeros zeros)
{
    /// <summary>
    /// Returns the first part that may jump, and its stage; null if there is none. The part is null where the order of pixels jumps. Stages with a stop-gradient are searched too: their values change with the prediction.
    /// </summary>
    public (Stage Stage, Apply? Part)? First(LossPlan plan)
    {
        foreach (var stage in plan.Stages)
        {
            // A sum over the pixels above jumps where two pixels change places.
            if (stage.Kind == StageKind.PixelAbove && dependence.Changes(stage.Order!))
            {
                return (stage, null);
            }

            // Rewriting keeps the value, so one form without a jump is enough: the stage as compiled, or as written.
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
        return op == Conditions.Select ? CanChange(a[0]) && !BranchContinuity.Meet(apply, CanChange)
            : Quotient.HasValueAtPole(apply) ? !zeros.DependOnTargetAlone(a[1]) && dependence.Changes(apply)
            : op.CanJump is { } jumps && a.Convert(dependence.Changes) is var changes && changes.Contains(true) && jumps(a.Convert(bounds.RangeOf), changes);
    }

    // Whether the prediction can change the truth of the condition.
    private bool CanChange(Expr condition) => dependence.Changes(condition) && !bounds.RangeOf(condition).IsPoint;
}
