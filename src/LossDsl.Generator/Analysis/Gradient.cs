using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Analysis;

/// <summary>The derivative of a region's value by the logit of one of its pixels, as one expression of that pixel, of stages, and of sums on the way back.</summary>
/// <param name="Value">The derivative.</param>
/// <param name="Sums">Steps of the backward that are no assignments: their terms read no assignments either.</param>
/// <param name="IsLocal">No neighbour of the pixel has a part in it, as it has by way of a local mean.</param>
/// <param name="Background">The value where the target is 0: what that multiplies is gone, even if it is infinite.</param>
/// <param name="Foreground">The same where it is 1.</param>
internal sealed record Gradient(Expr Value, Expr Background, Expr Foreground, IReadOnlyList<Step> Sums, bool IsLocal)
{
    /// <summary>The derivative where the target is known.</summary>
    public Expr ForTarget(double target) => target switch { 0 => Background, 1 => Foreground, _ => Value };

    // Beyond this nothing would be decided in time.
    private const int MostNodes = 1500;

    /// <summary>The gradient of a plan; null where the prediction has no part in the value, or where it is too large to look at.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="bounds">What is known of the stages: floors that what they are under never reaches are left out.</param>
    public static Gradient? Create(LossPlan plan, Bounds bounds)
    {
        var inlined = SoftCountStages.Products.ToDictionary(static count => count.Key, static count => count.Value);
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
                sums.Add(step with { Term = WithoutNeedlessFloors(term, bounds) });
            }
        }

        Expr[] parts = [.. new[] { plan.Gradient.ByLogOdds, plan.Gradient.ByInput }.OfType<Expr>().Select(part => Substitution.Replace(part, inlined))];
        var simplify = Simplifier.Memoized();
        var value = parts.Length == 0 ? null : simplify(WithoutNeedlessFloors(WrittenOut(parts.Aggregate(static (a, b) => a + b)), bounds));
        return value is null || value.Size > MostNodes ? null
            : new(value, simplify(Substitution.Replace(value, Quantities.Y, 0)), simplify(Substitution.Replace(value, Quantities.Y, 1)), sums, sums.All(static s => s.Kind != StepKind.LocalMeanAdjoint));
    }

    private static Expr WithoutNeedlessFloors(Expr expression, Bounds bounds) => Substitution.Replace(expression, node =>
        node is Apply { Op: var op, Arguments: var a } && op == Functions.ClampPositive && bounds.RangeOf(a[0]) is { MayBeUndefined: false } range && Functions.ClampPositive.Range([range]) == range ? a[0] : null);

    /// <summary>The domain with what the sums can be.</summary>
    public Domain ExtendDomain(Domain domain, InputLimits limits, PoleRule look, Budget budget) => Sums.Aggregate(domain, (known, step) =>
        known.Add(step.Result, Reduced(step.Kind, new Bounds(known, budget, look).RangeOf(step.Term), limits)));

    // a (1 - w) + b w for the one op that is made for generated code.
    private static Expr WrittenOut(Expr expression) => expression is not Apply apply ? expression
        : apply.Op == Functions.Lerp ? (WrittenOut(apply.Arguments[0]) * (1 - apply.Arguments[2])) + (WrittenOut(apply.Arguments[1]) * apply.Arguments[2])
        : apply.Op == Multiply || apply.Op == Add || apply.Op == Subtract || apply.Op == Negate ? new Apply(apply.Op, [.. apply.Arguments.Select(WrittenOut)])
        : apply;

    private static Interval Reduced(StepKind kind, Interval term, InputLimits limits) => kind switch
    {
        StepKind.Sum => DomainBuilder.Reduced(StageKind.PixelSum, term, limits),
        StepKind.ClassSum => DomainBuilder.Reduced(StageKind.ClassSum, term, limits),
        StepKind.Share => Interval.Unit,

        // The weights that fall on a pixel at a corner of the image add up to no more than all pixels of a window.
        StepKind.LocalMeanAdjoint => IntervalArithmetic.Multiply(term, new(0, 1e6)),
        _ => term.Hull(Interval.Point(0)),
    };
}
