using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Analysis;

/// <summary>What was proved of a loss, and what a user should be told.</summary>
internal sealed record AnalyzedLoss(LoweredLoss Loss, Proof Proof, EquatableArray<Finding> Findings);

/// <summary>Looks at a loss for every prediction, target and hyperparameter at once.</summary>
internal static class LossAnalysis
{
    private const int MostSteps = 10000;

    public static AnalyzedLoss Of(LoweredLoss loss)
    {
        if (loss.Plan is not { } plan)
        {
            return new(loss, Proof.Nothing, []);
        }

        try
        {
            var (proof, findings) = Of(plan);
            return new(loss, proof, findings.ToEquatableArray());
        }
        catch (InsufficientExecutionStackException)
        {
            return new(loss, Proof.Nothing, [FiniteCheck.Undecided(plan.Spec.Formula, "anything: it is too deep")]);
        }
    }

    private static (Proof Proof, IReadOnlyList<Finding> Findings) Of(LossPlan plan)
    {
        var spec = plan.Spec;
        var domain = Domains.Of(spec, Limits.Large, Domains.Declared, Steps);
        var finite = FiniteCheck.Check(spec, domain, Steps);
        var (bounded, direction) = (Nothing, Nothing);
        if (Gradient.Of(plan) is { } gradient)
        {
            bounded = GradientCheck.Check(spec, gradient, domain, Steps);
            direction = DirectionCheck.Check(spec, gradient, domain, Steps);
        }

        var kinks = KinkCheck.Check(spec, domain);
        var proof = new Proof(finite.Verdict, Range(spec, Domains.Declared), Range(spec, Domains.AtDefault), direction.Verdict, bounded.Verdict, kinks.Verdict);
        return (proof, [.. finite.Findings, .. bounded.Findings, .. direction.Findings, .. RoundingCheck.Check(spec, domain, Steps), .. UseCheck.Check(plan, domain), .. kinks.Findings]);
    }

    private static Budget Steps => new(MostSteps);

    private static (Verdict Verdict, IReadOnlyList<Finding> Findings) Nothing => (Verdict.Undecided, []);

    private static Interval Range(LossSpec spec, Func<HyperparameterSpec, Interval> hyperparameters)
    {
        var budget = Steps;
        var domain = Domains.Of(spec, Limits.None, hyperparameters, budget);
        return new Bounds(domain, budget).Of(Simplifier.Simplify(spec.Formula.Body));
    }
}
