using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Derivative of a region's value by the logit of one of its pixels, for the checks of gradients. The derivative is one expression of the pixel's quantities,
/// of results of stages, and of sums of the backward pass.
/// </summary>
/// <param name="Value">The derivative for any target.</param>
/// <param name="Background">The derivative where the target is 0. Factors that the target multiplies by 0 are gone from it, even if they can be infinite.</param>
/// <param name="Foreground">The derivative where the target is 1, simplified likewise.</param>
/// <param name="Sums">The steps of the backward pass that are not assignments, with all assignments inlined into their terms.</param>
/// <param name="IsLocal">Whether only the pixel itself contributes; false if its neighbours contribute through a window or an order of pixels, or its other classes through a reduction over them.</param>
internal sealed record Gradient(Expr Value, Expr Background, Expr Foreground, IReadOnlyList<Step> Sums, bool IsLocal)
{
    /// <summary>Returns the simplest form of the derivative for a given target.</summary>
    public Expr ForTarget(double target) => target switch { 0 => Background, 1 => Foreground, _ => Value };

    // A larger gradient would use up any budget before a claim is decided.
    private const int MostNodes = 1500;

    /// <summary>Creates the gradient of a lowered loss; null if the loss does not depend on the prediction, or if the gradient is too large to analyze.</summary>
    /// <param name="plan">The lowered loss.</param>
    /// <param name="bounds">The bounds over the domain of the loss. A clamp is removed if its argument never falls below it.</param>
    public static Gradient? Create(LossPlan plan, Bounds bounds)
    {
        var inlined = SoftCountStages.DefaultContributions.ToDictionary(static count => count.Key, static count => count.Value);
        inlined[LossPlan.Upstream] = 1;
        List<Step> sums = [];
        foreach (var step in plan.Forward.Concat(plan.Backward))
        {
            var term = Substitution.Replace(step.Term, inlined);
            if (term.Size > MostNodes)
            {
                return null;
            }

            if (step.Kind == StepKind.Assign)
            {
                inlined[step.Result] = term;
            }
            else if (plan.Backward.Contains(step))
            {
                sums.Add(step with { Term = RemoveRedundantClamps(term, bounds) });
            }
        }

        Expr[] parts = [.. new[] { plan.Gradient.ByLogOdds, plan.Gradient.ByInput }.OfType<Expr>().Select(part => Substitution.Replace(part, inlined))];
        var simplify = Simplifier.Memoized();
        var value = parts.Length == 0 ? null : simplify(RemoveRedundantClamps(ExpandLerp(parts.Aggregate(static (a, b) => a + b)), bounds));
        return value is null || value.Size > MostNodes ? null
            : new(value, simplify(Substitution.Replace(value, Quantities.Y, 0)), simplify(Substitution.Replace(value, Quantities.Y, 1)), sums, !sums.Exists(static s => s is { IsFilter: true, Kind: not StepKind.TopShare }));
    }

    private static Expr RemoveRedundantClamps(Expr expression, Bounds bounds) => Substitution.Replace(expression, node =>
        node is Apply { Op: var op, Arguments: var a } && op == Functions.ClampPositive && bounds.RangeOf(a[0]) is { MayBeUndefined: false } range && Functions.ClampPositive.Range([range]) == range ? a[0] : null);

    /// <summary>Returns the domain extended by the ranges of <see cref="Sums"/>.</summary>
    public Domain ExtendDomain(Domain domain, InputLimits limits, PoleRule poleRule, Budget budget) => Sums.Aggregate(domain, (known, step) =>
        known.Add(step.Result, ReducedRange(step, new Bounds(known, budget, poleRule).RangeOf(step.Term), limits)));

    // Lerp is made for generated code. Written as a (1 - w) + b w, its terms can be combined with others.
    private static Expr ExpandLerp(Expr expression) => expression is not Apply apply ? expression
        : apply.Op == Functions.Lerp ? (ExpandLerp(apply.Arguments[0]) * (1 - apply.Arguments[2])) + (ExpandLerp(apply.Arguments[1]) * apply.Arguments[2])
        : apply.Op == Multiply || apply.Op == Add || apply.Op == Subtract || apply.Op == Negate ? new Apply(apply.Op, [.. apply.Arguments.Select(ExpandLerp)])
        : apply;

    private static Interval ReducedRange(Step step, Interval term, InputLimits limits) => step.Kind switch
    {
        StepKind.Sum => DomainBuilder.Reduced(StageKind.PixelSum, term, limits),
        StepKind.ClassSum => DomainBuilder.Reduced(StageKind.ClassSum, term, limits),
        StepKind.ClassTotal or StepKind.PixelClassSumAdjoint or StepKind.PixelClassCumulativeSumAdjoint => DomainBuilder.Reduced(StageKind.ClassSum, term, limits).Hull(Interval.Point(0)),
        StepKind.BatchSum => DomainBuilder.Reduced(StageKind.BatchSum, term, limits),
        StepKind.Share or StepKind.TopShare or StepKind.PixelClassShare => Interval.Unit,
        StepKind.Below => DomainBuilder.Reduced(StageKind.PixelAbove, term, limits),
        _ when step.Window is { } window => window.AdjointRange(term, step.Kind == StepKind.LocalSumAdjoint),
        _ => term.Hull(Interval.Point(0)),
    };
}
