using LossDsl.Generator.Calculus;
using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Analysis;

/// <summary>What was proved of a loss, and what a user should be told.</summary>
internal sealed record AnalyzedLoss(LoweredLoss Loss, CheckResults Proof, EquatableArray<Finding> Findings);

/// <summary>Looks at a loss for every prediction, target and hyperparameter at once.</summary>
internal static class LossAnalysis
{
    private const int MostWeights = 2;
    private const int MostSteps = 6000;

    public static AnalyzedLoss Analyze(LoweredLoss loss)
    {
        if (loss.Plan is not { } plan)
        {
            return new(loss, CheckResults.Nothing, []);
        }

        try
        {
            var (proof, findings) = Analyze(plan);
            return new(loss, proof, findings.ToEquatableArray());
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Too deep for the stack, or a fault of the analysis: the loss is compiled all the same.
            return new(loss, CheckResults.Nothing, [FiniteCheck.Undecided(plan.Spec.Formula, $"anything ({exception.GetType().Name})")]);
        }
    }

    private static (CheckResults Proof, IReadOnlyList<Finding> Findings) Analyze(LossPlan plan)
    {
        var spec = plan.Spec;
        var domain = DomainBuilder.Build(plan, InputLimits.Large, DomainBuilder.Declared, Steps);
        var atDefaults = ProbeValues.Evaluate(spec, domain, ProbeRegions.Select(spec), CounterexampleSearch.Defaults(spec));
        var finite = FiniteCheck.Check(spec, atDefaults, domain, Steps);
        var (bounded, direction) = (Nothing, Nothing);
        IEnumerable<Finding> withoutEffect = [];
        var continuity = Continuity.Check(plan, domain, Steps);
        if (Gradient.Create(plan, new Bounds(domain, Steps)) is { } gradient)
        {
            bounded = GradientCheck.Check(spec, gradient, atDefaults, domain, Steps);
            direction = DirectionCheck.Check(spec, gradient, continuity.Jump, atDefaults, domain, Steps);
            withoutEffect = EffectCheck.Check(spec, gradient);
        }

        var kinks = KinkCheck.Check(spec, atDefaults);
        var atDefault = Range(plan, DomainBuilder.AtDefault, Interval.Anything);
        var range = spec.Hyperparameters.Any(static h => h.IsBounded) ? Range(plan, DomainBuilder.Declared, atDefault) : atDefault;
        var proof = new CheckResults(
            finite.Verdict,
            range,
            range.Intersect(atDefault),
            OfSlope(finite.Verdict, direction.Verdict),
            OfSlope(finite.Verdict, bounded.Verdict),
            continuity.OfKinks(kinks.Verdict),
            continuity.HoldsMapsConstant);
        return (proof, [.. Told(finite, bounded, direction, RoundingCheck.Check(spec, atDefaults, domain, Steps)), .. withoutEffect, .. UseCheck.Check(plan, domain), .. kinks.Findings]);
    }

    // The proofs of a slope take for granted that the value is a number.
    private static Verdict OfSlope(Verdict finite, Verdict slope) => slope == Verdict.Proved && finite != Verdict.Proved ? Verdict.Undecided : slope;

    // What is not finite has no slope to speak of, and a lost digit that shows in the gradient is told there.
    private static IEnumerable<Finding> Told(
        (Verdict Verdict, IReadOnlyList<Finding> Findings) finite, (Verdict Verdict, IReadOnlyList<Finding> Findings) bounded, (Verdict Verdict, IReadOnlyList<Finding> Findings) direction, IEnumerable<Finding> rounding) =>
        finite.Verdict == Verdict.Refuted ? finite.Findings
        : [.. finite.Findings, .. bounded.Findings, .. direction.Findings, .. rounding.Where(f => f.Kind != FindingKind.Cancellation || bounded.Verdict != Verdict.Refuted)];

    private static Budget Steps => new(MostSteps);

    private static (Verdict Verdict, IReadOnlyList<Finding> Findings) Nothing => (Verdict.Undecided, []);

    private static Interval Range(LossPlan plan, Func<HyperparameterSpec, Interval> hyperparameters, Interval least)
    {
        var domain = DomainBuilder.Build(plan, InputLimits.None, hyperparameters, Steps);
        var (body, whole) = (plan.Stages[plan.Stages.Count - 1].Body, domain[plan.Spec.Formula.Result]);
        if (whole == least)
        {
            return whole;
        }

        // What depends on a number in a line has its extremes at the ends of the number's range: a w + b (1 - w) is between a and b.
        var weights = plan.Spec.Hyperparameters.Select(static h => h.Variable)
            .Where(v => domain[v] is { IsBounded: true, IsPoint: false, LowIsOpen: false, HighIsOpen: false } && body.Reads(v) && IsLinear(body, v)).Take(MostWeights).ToList();
        return weights.Count == 0 ? whole : Corners(body, domain, weights, Steps).Intersect(whole);
    }

    private static Interval Corners(Expr body, Domain domain, IReadOnlyList<Variable> weights, Budget budget)
    {
        if (weights.Count == 0)
        {
            return new Bounds(domain, budget).RangeOf(body);
        }

        IReadOnlyList<Variable> rest = [.. weights.Skip(1)];
        return At(domain[weights[0]].Low).Hull(At(domain[weights[0]].High));

        Interval At(double end) => Corners(Simplifier.Simplify(Substitution.Replace(body, weights[0], end)), domain, rest, budget);
    }

    // By the slope, and by the ops: what jumps has none, and what is stopped hides it.
    private static bool IsLinear(Expr body, Variable variable) =>
        Differentiator.Differentiate(body, 1, v => v.Equals(variable)).TryGetValue(variable, out var slope) && !Simplifier.Simplify(slope).Reads(variable)
        && !body.Has(part => part.Reads(variable) && !Arithmetic.Rows.Contains(part.Op) && part.Op != Functions.Lerp && !(part.Op == Conditions.Select && !part.Arguments[0].Reads(variable)));
}
