using LossDsl.Generator.Calculus;
using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Analysis;

/// <summary>Loss with the results of its analysis.</summary>
/// <param name="Loss">The lowered loss, or the failure to lower it.</param>
/// <param name="Proof">The verdicts and ranges, for the metadata of the loss.</param>
/// <param name="Findings">The findings to report to the user.</param>
internal sealed record AnalyzedLoss(LoweredLoss Loss, CheckResults Proof, EquatableArray<Finding> Findings);

/// <summary>
/// Analyzes a lowered loss for all predictions, targets and hyperparameters at once. Runs every check, and combines the verdicts into <see cref="CheckResults"/> and the
/// findings into what is reported to the user.
/// </summary>
internal static class LossAnalysis
{
    private const int MostWeights = 2;
    private const int MostSteps = 6000;

    /// <summary>Analyzes a loss. A loss without a plan, or one on which the analysis fails, has only undecided claims; no exception but cancellation leaves this method.</summary>
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
            // The formula is too deep for the stack, or the analysis has a fault. The loss is compiled all the same.
            return new(loss, CheckResults.Nothing, [FiniteCheck.Undecided(plan.Spec.Formula, $"anything ({exception.GetType().Name})")]);
        }
    }

    private static (CheckResults Proof, IReadOnlyList<Finding> Findings) Analyze(LossPlan plan)
    {
        var spec = plan.Spec;
        if (spec.Stages.FirstOrDefault(static stage => stage.Kind == StageKind.Field) is { } field)
        {
            return AnalyzeBeyond(field, plan);
        }

        var domain = DomainBuilder.Build(plan, InputLimits.Large, DomainBuilder.Declared, NewBudget);
        var atDefaults = ProbeValues.Evaluate(spec, domain, ProbeRegions.Select(spec), CounterexampleSearch.Defaults(spec));
        var scans = EvaluatedScan.All(spec, domain);
        var finite = FiniteCheck.Check(spec, atDefaults, domain, NewBudget);
        var (bounded, direction) = (Nothing, (OfValue: Verdict.Undecided, Held: Verdict.Undecided, Findings: (IReadOnlyList<Finding>)[]));
        IEnumerable<Finding> withoutEffect = [];
        var continuity = Continuity.Check(plan, domain, NewBudget);
        if (Gradient.Create(plan, new Bounds(domain, NewBudget)) is { } gradient)
        {
            bounded = GradientCheck.Check(spec, gradient, atDefaults, domain, NewBudget);
            direction = DirectionCheck.Check(spec, gradient, continuity, atDefaults, scans, domain, NewBudget);
            withoutEffect = PixelEffectCheck.Check(spec, gradient);
        }

        var kinks = KinkCheck.Check(spec, new(spec, domain, scans));
        var (range, atDefault) = ValueRanges(plan);
        var proof = new CheckResults(
            finite.Verdict,
            range,
            atDefault,
            RequireFinite(finite.Verdict, direction.OfValue),
            RequireFinite(finite.Verdict, direction.Held),
            RequireFinite(finite.Verdict, bounded.Verdict),
            RequireFinite(finite.Verdict, continuity.CombineWithKinks(kinks.Verdict)),
            continuity.HoldsMapsConstant);
        return (proof, [.. SelectFindings(finite, bounded, direction.Findings, RoundingCheck.Check(spec, atDefaults, domain, NewBudget)), .. withoutEffect, .. UseCheck.Check(plan), .. kinks.Findings, .. finite.Verdict == Verdict.Refuted ? [] : ZeroQuotientCheck.Check(spec)]);
    }

    // Proofs about slopes, and about a slope everywhere, presuppose that the value is finite.
    private static Verdict RequireFinite(Verdict finite, Verdict slope) => slope == Verdict.Proved && finite != Verdict.Proved ? Verdict.Undecided : slope;

    // A value that is not finite makes findings about its slope pointless. Cancellation is not reported beside the unbounded gradient that it causes.
    private static IEnumerable<Finding> SelectFindings(
        (Verdict Verdict, IReadOnlyList<Finding> Findings) finite, (Verdict Verdict, IReadOnlyList<Finding> Findings) bounded, IReadOnlyList<Finding> direction, IEnumerable<Finding> rounding) =>
        finite.Verdict == Verdict.Refuted ? finite.Findings
        : [.. finite.Findings, .. bounded.Findings, .. direction, .. rounding.Where(f => f.Kind != FindingKind.Cancellation || bounded.Verdict != Verdict.Refuted)];

    private static Budget NewBudget => new(MostSteps);

    private static (Verdict Verdict, IReadOnlyList<Finding> Findings) Nothing => (Verdict.Undecided, []);

    // The derivatives of a provider are not known: of such a loss only the range is computed.
    private static (CheckResults Proof, IReadOnlyList<Finding> Findings) AnalyzeBeyond(Stage field, LossPlan plan)
    {
        var (range, atDefault) = ValueRanges(plan);
        return (CheckResults.Nothing with { Range = range, RangeAtDefaults = atDefault }, [FiniteCheck.Undecided(field, "anything but the range, because a provider computes it"), .. UseCheck.Check(plan)]);
    }

    private static (Interval Declared, Interval AtDefaults) ValueRanges(LossPlan plan)
    {
        var atDefault = ValueRange(plan, DomainBuilder.AtDefault, Interval.Anything);
        var range = plan.Spec.Hyperparameters.Any(static h => h.IsBounded) ? ValueRange(plan, DomainBuilder.Declared, atDefault) : atDefault;
        return (range, range.Intersect(atDefault));
    }

    private static Interval ValueRange(LossPlan plan, Func<HyperparameterSpec, Interval> hyperparameters, Interval atDefaults)
    {
        var domain = DomainBuilder.Build(plan, InputLimits.None, hyperparameters, NewBudget);
        var (body, whole) = (plan.Stages[plan.Stages.Count - 1].Body, domain[plan.Spec.Formula.Result]);
        if (whole == atDefaults)
        {
            return whole;
        }

        // A value that is linear in a hyperparameter has its extremes at the ends of the hyperparameter's range. Example: a w + b (1 - w) is between a and b for w in [0, 1].
        var weights = plan.Spec.Hyperparameters.Select(static h => h.Variable)
            .Where(v => domain[v] is { IsBounded: true, IsPoint: false, LowIsOpen: false, HighIsOpen: false } && body.Reads(v) && IsLinear(body, v)).Take(MostWeights).ToList();
        return weights.Count == 0 ? whole : Corners(body, domain, weights, NewBudget).Intersect(whole);
    }

    private static Interval Corners(Expr body, Domain domain, IReadOnlyList<Variable> weights, Budget budget)
    {
        if (weights.Count == 0)
        {
            return new Bounds(domain, budget).RangeOf(body);
        }

        IReadOnlyList<Variable> rest = [.. weights.Skip(1)];
        return AtEnd(domain[weights[0]].Low).Hull(AtEnd(domain[weights[0]].High));

        Interval AtEnd(double end) => Corners(Simplifier.Simplify(Substitution.Replace(body, weights[0], end)), domain, rest, budget);
    }

    // A constant slope is not enough: a jump has no slope, and a stop-gradient hides the slope. So the ops are checked too.
    private static bool IsLinear(Expr body, Variable variable) =>
        Differentiator.Differentiate(body, 1, v => v.Equals(variable)).TryGetValue(variable, out var slope) && !Simplifier.Simplify(slope).Reads(variable)
        && !body.Has(part => part.Reads(variable) && !Arithmetic.Rows.Contains(part.Op) && part.Op != Functions.Lerp && !(part.Op == Conditions.Select && !part.Arguments[0].Reads(variable)));
}
