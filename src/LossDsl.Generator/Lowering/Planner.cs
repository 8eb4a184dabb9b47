using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Limits;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Lowering;

/// <summary>Lowers a loss to its plan: simplifies the stages, differentiates them and names common subexpressions.</summary>
internal static class Planner
{
    /// <summary>Returns the plan of a loss, with the plan of its pixel values if it has them.</summary>
    public static LossPlan Lower(LossSpec spec) => LowerFormula(spec) with { PixelValues = PixelValueFormula.TryCreate(spec) is { } ofPixels ? LowerFormula(ofPixels) : null };

    private static LossPlan LowerFormula(LossSpec spec)
    {
        IReadOnlyList<Stage> simplified = [.. spec.Stages.Select(static stage => stage with { Body = Simplifier.Simplify(stage.Body) })];
        var stages = QuotientLimits.Insert(spec, WindowCovariances.Extract(simplified));
        IReadOnlyList<Stage> weighted = [.. stages.Select(ClassWeightChoice.Choose)];
        IReadOnlyList<Stage> all = [.. SoftCountStages.All.Where(count => weighted.Any(stage => stage.Body.Reads(count.Result))), .. weighted];
        var (adjointSteps, adjoints) = AdjointPropagation.Propagate(all);
        var (gradient, coefficients) = PixelGradientBuilder.Collect(adjoints);
        var backward = Needed([.. adjointSteps, .. coefficients], gradient.Expressions);
        var forward = Needed(
            [.. all.Where(static stage => stage.Kind != StageKind.Formula).Select(Forward)],
            [.. backward.SelectMany(static step => step.Terms), weighted[^1].Body, .. gradient.Expressions]);
        return Share(spec, stages, forward, weighted[^1].Body, backward, gradient, StageDerivatives.Derive(simplified, AdjointPropagation.FindActiveVariables(all).Contains));
    }

    private static Step Forward(Stage stage) => stage.Covariance is { } covariance ? Forward(stage, covariance) : new(stage.Result, stage.Kind switch
    {
        StageKind.PixelSum => StepKind.Sum,
        StageKind.PixelMean => StepKind.Mean,
        StageKind.PixelMax => StepKind.Max,
        StageKind.PixelMin => StepKind.Min,
        StageKind.PixelTop => StepKind.Top,
        StageKind.PixelAbove => StepKind.Above,
        StageKind.LocalMean => StepKind.LocalMean,
        StageKind.LocalSum => StepKind.LocalSum,
        StageKind.LocalMax => StepKind.LocalMax,
        StageKind.LocalMin => StepKind.LocalMin,
        StageKind.Field => StepKind.Field,
        StageKind.ClassSum => StepKind.ClassSum,
        StageKind.ClassMean => StepKind.ClassMean,
        StageKind.ClassMax => StepKind.ClassMax,
        StageKind.ClassMin => StepKind.ClassMin,
        StageKind.BatchSum => StepKind.BatchSum,
        StageKind.BatchMean => StepKind.BatchMean,
        StageKind.BatchMax => StepKind.BatchMax,
        StageKind.PixelClassSum => StepKind.PixelClassSum,
        StageKind.PixelClassMax => StepKind.PixelClassMax,
        StageKind.PixelClassLogSumExp => StepKind.PixelClassLogSumExp,
        StageKind.PixelClassCumulativeSum => StepKind.PixelClassCumulativeSum,
        _ => StepKind.Assign,
    }, stage.Body, stage.Window, Second: stage.Order, Provider: stage.Provider);

    private static Step Forward(Stage stage, WindowCovariance covariance) => covariance.IsVariance
        ? new(stage.Result, StepKind.LocalVariance, covariance.First, stage.Window)
        : new(stage.Result, StepKind.LocalCovariance, covariance.First, stage.Window, Second: covariance.Second);

    // Common subexpressions are named just before their first use. The backward pass reads the names of the forward pass.
    // ByProbability only reuses names: a name for it alone would be computed in every call, also in those that use ByLogOdds.
    private static LossPlan Share(LossSpec spec, IReadOnlyList<Stage> stages, IReadOnlyList<Step> forward, Expr value, IReadOnlyList<Step> backward, PixelGradient gradient, StageDerivatives derivatives)
    {
        var shared = new CommonSubexpressions([.. forward.Concat(backward).SelectMany(static step => step.Terms), value, .. new[] { gradient.ByLogOdds, gradient.ByInput }.OfType<Expr>()]);
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
        var renamed = step.MapTerms(term => Share(shared, term, steps));
        return [.. steps, renamed];
    }

    private static Expr Share(CommonSubexpressions shared, Expr expression, List<Step> before)
    {
        var (expressions, temps) = shared.NameAndReplace([expression]);
        before.AddRange(temps.Select(static temp => new Step(temp.Variable, StepKind.Assign, temp.Value)));
        return expressions[0];
    }

    // Steps that nothing reads would be dead code: adjoints of variables that no gradient of a pixel reads, and local means that became parts of covariances.
    private static IReadOnlyList<Step> Needed(IReadOnlyList<Step> steps, IEnumerable<Expr> readBy)
    {
        List<Expr> readers = [.. readBy];
        List<Step> needed = [];
        foreach (var step in steps.Reverse())
        {
            if (readers.Any(reader => reader.Reads(step.Result)))
            {
                readers.AddRange(step.Terms);
                needed.Add(step);
            }
        }

        needed.Reverse();
        return needed;
    }
}
