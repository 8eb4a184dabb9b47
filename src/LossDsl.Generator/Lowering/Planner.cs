using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Limits;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Lowering;

/// <summary>Lowers a loss to its plan: simplifies the stages, differentiates them and names common subexpressions.</summary>
internal static class Planner
{
    /// <summary>Returns the plan of a loss.</summary>
    public static LossPlan Lower(LossSpec spec)
    {
        var stages = QuotientLimits.Insert(spec, [.. spec.Stages.Select(static stage => stage with { Body = Simplifier.Simplify(stage.Body) })]);
        IReadOnlyList<Stage> weighted = [.. stages.Select(ClassWeightChoice.Choose)];
        IReadOnlyList<Stage> all = [.. SoftCountStages.All.Where(count => weighted.Any(stage => stage.Body.Reads(count.Result))), .. weighted];
        var (adjointSteps, adjoints) = AdjointPropagation.Propagate(all);
        var (gradient, coefficients) = PixelGradientBuilder.Collect(adjoints);
        IReadOnlyList<Step> forward = [.. all.Where(static stage => stage.Kind != StageKind.Formula).Select(Forward)];
        IReadOnlyList<Step> backward = [.. Needed([.. adjointSteps, .. coefficients], gradient)];
        return Share(spec, stages, forward, weighted[^1].Body, backward, gradient, StageDerivatives.Derive(stages, AdjointPropagation.FindActiveVariables(all).Contains));
    }

    private static Step Forward(Stage stage) => new(stage.Result, stage.Kind switch
    {
        StageKind.PixelSum => StepKind.Sum,
        StageKind.PixelMean => StepKind.Mean,
        StageKind.PixelMax => StepKind.Max,
        StageKind.PixelMin => StepKind.Min,
        StageKind.LocalMean => StepKind.LocalMean,
        StageKind.ClassSum => StepKind.ClassSum,
        StageKind.ClassMean => StepKind.ClassMean,
        _ => StepKind.Assign,
    }, stage.Body, stage.Window);

    // Common subexpressions are named just before their first use. The backward pass reads the names of the forward pass.
    // ByProbability only reuses names: a name for it alone would be computed in every call, also in those that use ByLogOdds.
    private static LossPlan Share(LossSpec spec, IReadOnlyList<Stage> stages, IReadOnlyList<Step> forward, Expr value, IReadOnlyList<Step> backward, PixelGradient gradient, StageDerivatives derivatives)
    {
        var shared = new CommonSubexpressions([.. forward.Concat(backward).Select(static step => step.Term), value, .. new[] { gradient.ByLogOdds, gradient.ByInput }.OfType<Expr>()]);
        List<Step> sharedForward = [.. forward.SelectMany(step => Share(shared, step))];
        var sharedValue = Share(shared, value, sharedForward);
        List<Step> sharedBackward = [.. backward.SelectMany(step => Share(shared, step))];
        var sharedGradient = new PixelGradient(
            gradient.ByLogOdds is null ? null : Share(shared, gradient.ByLogOdds, sharedBackward),
            gradient.ByProbability is null ? null : shared.Reuse(gradient.ByProbability),
            gradient.ByInput is null ? null : Share(shared, gradient.ByInput, sharedBackward));
        return new(spec, stages.ToEquatableArray(), sharedForward.ToEquatableArray(), sharedValue, sharedBackward.ToEquatableArray(), sharedGradient, derivatives);
    }

    private static IEnumerable<Step> Share(CommonSubexpressions shared, Step step)
    {
        List<Step> steps = [];
        var term = Share(shared, step.Term, steps);
        return [.. steps, step with { Term = term }];
    }

    private static Expr Share(CommonSubexpressions shared, Expr expression, List<Step> before)
    {
        var (expressions, temps) = shared.NameAndReplace([expression]);
        before.AddRange(temps.Select(static temp => new Step(temp.Variable, StepKind.Assign, temp.Value)));
        return expressions[0];
    }

    // Adjoints can end at variables that no gradient of a pixel reads. Their steps would be dead code.
    private static IEnumerable<Step> Needed(IReadOnlyList<Step> steps, PixelGradient gradient)
    {
        List<Expr> readers = [.. gradient.Expressions];
        List<Step> needed = [];
        foreach (var step in steps.Reverse())
        {
            if (readers.Any(reader => reader.Reads(step.Result)))
            {
                readers.Add(step.Term);
                needed.Add(step);
            }
        }

        return Enumerable.Reverse(needed);
    }
}
