using LossDsl.Generator.Calculus;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Lowering;

/// <summary>
/// Reverse-mode differentiation of a loss, from the upstream gradient through its stages to the prediction. Inside a stage, <see cref="Differentiator"/> differentiates symbolically.
/// Between stages, the backward pass sums what the forward pass broadcasts, and broadcasts what the forward pass sums.
/// </summary>
internal sealed class AdjointPropagation
{
    private readonly HashSet<Variable> active;
    private readonly Dictionary<Variable, List<Expr>> contributions = [];
    private readonly List<Step> steps = [];

    // Pixels of an excluded background have a gradient too where a stage reads all classes of a pixel.
    private readonly bool readsPixelClasses;

    private AdjointPropagation(IReadOnlyList<Stage> stages)
    {
        active = FindActiveVariables(stages);
        readsPixelClasses = stages.Any(static stage => stage.Kind.IsOverPixelClasses());
    }

    /// <summary>Propagates the upstream gradient from the last stage back to the prediction.</summary>
    /// <param name="stages">All stages, those of the soft counts too, each after the stages that it reads. The formula is the last.</param>
    /// <returns>
    /// <c>Steps</c> compute the adjoints, each before its first use. <c>OfPrediction</c> maps each of <see cref="Quantities.PredictionInputs"/> to the terms whose sum is its adjoint.
    /// An input whose adjoint is 0 is absent.
    /// </returns>
    public static (IReadOnlyList<Step> Steps, IReadOnlyDictionary<Variable, IReadOnlyList<Expr>> OfPrediction) Propagate(IReadOnlyList<Stage> stages)
    {
        var adjoints = new AdjointPropagation(stages);
        adjoints.Add(stages[^1].Result, UpstreamOf(stages[^1]));
        foreach (var stage in stages.Reverse())
        {
            adjoints.Propagate(stage);
        }

        return (adjoints.steps, Quantities.PredictionInputs.Where(adjoints.contributions.ContainsKey).ToDictionary(static v => v, v => (IReadOnlyList<Expr>)adjoints.contributions[v]));
    }

    /// <summary>
    /// Returns the active variables: the prediction inputs, and the result of every stage that is not stopped and has a derivative other than 0 by an active variable.
    /// </summary>
    /// <param name="stages">The stages, each after those that it reads.</param>
    public static HashSet<Variable> FindActiveVariables(IReadOnlyList<Stage> stages)
    {
        HashSet<Variable> active = [.. Quantities.PredictionInputs];
        foreach (var stage in stages.Where(static stage => !stage.IsStopped))
        {
            if (Differentiator.Differentiate(stage.Body, 1, active.Contains).Values.Any(static d => Simplifier.Simplify(d) is not Constant { Value: 0 }))
            {
                active.Add(stage.Result);
            }
        }

        return active;
    }

    private static Variable UpstreamOf(Stage formula) => formula.Result.Level == Level.Pixel ? LossPlan.UpstreamOfPixel : LossPlan.Upstream;

    private void Propagate(Stage stage)
    {
        if (!active.Contains(stage.Result) || !contributions.TryGetValue(stage.Result, out var terms))
        {
            return;
        }

        var adjoint = stage.Kind == StageKind.Formula ? UpstreamOf(stage) : NameTotal(stage, terms);
        var partials = Differentiator.Differentiate(stage.Body, BodyAdjoint(stage, adjoint), active.Contains);
        foreach (var (variable, partial) in partials.Select(static pair => (pair.Key, pair.Value)))
        {
            Add(variable, Reduce(Simplifier.Simplify(partial), stage.BodyLevel, variable));
        }

        if (stage.Covariance is { } covariance)
        {
            PropagateToMeans(covariance, adjoint);
        }
    }

    // A covariance is the local mean of a product, which the body is, less the product of two means.
    private void PropagateToMeans(WindowCovariance covariance, Variable adjoint)
    {
        foreach (var (mean, other) in new[] { (covariance.MeanOfFirst, covariance.MeanOfSecond), (covariance.MeanOfSecond, covariance.MeanOfFirst) })
        {
            if (active.Contains(mean))
            {
                Add(mean, Simplifier.Simplify(-(adjoint * other)));
            }
        }
    }

    // Applies the transpose of the stage's reduction: a mean divides the adjoint among its values, an extreme gives it to the values that attain it, a window filters it,
    // and so does the provider of a field. A sum over the pixels above becomes one over the pixels below.
    private Expr BodyAdjoint(Stage stage, Variable adjoint)
    {
        switch (stage.Kind)
        {
            case StageKind.PixelMean:
                return adjoint / Quantities.Divisor;
            case StageKind.ClassMean:
                return Included(adjoint) / Quantities.ClassCount;
            case StageKind.ClassSum:
                return Included(adjoint);
            case StageKind.ClassMax or StageKind.ClassMin:
                return Included(adjoint) * Share(stage, StepKind.Share);
            case var kind when kind.IsOverPixelClasses():
                return PixelClassAdjoint(stage, adjoint);
            case StageKind.BatchMean:
                return adjoint / Quantities.ImageCount;
            case var extreme when extreme.IsExtreme():
                return adjoint * Share(stage, StepKind.Share);
            case StageKind.PixelTop:
                return adjoint * AddStep(new(Fresh("share", stage.Result, Level.Pixel), StepKind.TopShare, stage.Body, Second: stage.Order));
            case StageKind.PixelAbove:
                return AddStep(new(Fresh("below", stage.Result, Level.Pixel), StepKind.Below, adjoint, Second: stage.Order));
            case var local when local.IsOverWindow():
                return AddStep(WindowAdjoint(stage, adjoint));
            case StageKind.Field:
                return AddStep(new(Fresh("spread", stage.Result, Level.Pixel), StepKind.FieldAdjoint, adjoint, Second: stage.Body, Provider: stage.Provider));
            default:
                return adjoint;
        }
    }

    private Step WindowAdjoint(Stage stage, Variable adjoint)
    {
        var result = Fresh("spread", stage.Result, Level.Pixel);
        return stage.Kind switch
        {
            StageKind.LocalSum => new(result, StepKind.LocalSumAdjoint, adjoint, stage.Window),
            StageKind.LocalMax => new(result, StepKind.LocalMaxAdjoint, adjoint, stage.Window, Second: stage.Body),
            StageKind.LocalMin => new(result, StepKind.LocalMinAdjoint, adjoint, stage.Window, Second: stage.Body),
            _ => new(result, StepKind.LocalMeanAdjoint, adjoint, stage.Window),
        };
    }

    private Expr PixelClassAdjoint(Stage stage, Variable adjoint)
    {
        var kind = stage.Kind == StageKind.PixelClassCumulativeSum ? StepKind.PixelClassCumulativeSumAdjoint : StepKind.PixelClassSumAdjoint;
        var total = AddStep(new(Fresh("spread", stage.Result, Level.Pixel), kind, adjoint));
        return stage.Kind switch
        {
            StageKind.PixelClassMax => total * Share(stage, StepKind.PixelClassShare),
            StageKind.PixelClassLogSumExp => total * new Apply(Functions.Exp, stage.Body - stage.Result),
            _ => total,
        };
    }

    private Variable Share(Stage stage, StepKind kind) => AddStep(new(Fresh("share", stage.Result, stage.BodyLevel), kind, stage.Body, Extreme: stage.Result));

    // The regions of an excluded background do not enter a reduction over classes.
    private Expr Included(Expr adjoint) => readsPixelClasses ? adjoint * Quantities.Inclusion : adjoint;

    // The forward pass broadcasts a region value to all its pixels, so its adjoint is a sum over them. Likewise the adjoint of an image value is a sum over classes, and that of a batch value
    // a sum over images.
    private Expr Reduce(Expr partial, Level bodyLevel, Variable variable)
    {
        var reduced = partial;
        if (bodyLevel == Level.Pixel && variable.Level < Level.Pixel)
        {
            reduced = AddStep(new(Fresh("sum", variable, Level.Region), StepKind.Sum, reduced));
        }

        if (bodyLevel >= Level.Region && variable.Level < Level.Region)
        {
            var (name, kind) = readsPixelClasses ? ("classTotal", StepKind.ClassTotal) : ("classSum", StepKind.ClassSum);
            reduced = AddStep(new(Fresh(name, variable, Level.Image), kind, reduced));
        }

        if (bodyLevel >= Level.Image && variable.Level < Level.Image)
        {
            reduced = AddStep(new(Fresh("batchSum", variable, Level.Batch), StepKind.BatchSum, reduced));
        }

        return reduced;
    }

    private Variable NameTotal(Stage stage, IReadOnlyList<Expr> terms)
    {
        var total = Simplifier.Simplify(terms.Aggregate(static (sum, term) => sum + term));
        if (total is Variable known)
        {
            return known;
        }

        var name = stage.Result.Name;
        return AddStep(new(new Variable($"d{char.ToUpperInvariant(name[0])}{name.Substring(1)}", stage.Result.Level), StepKind.Assign, total));
    }

    private void Add(Variable variable, Expr contribution)
    {
        if (contribution is Constant { Value: 0 })
        {
            return;
        }

        if (!contributions.TryGetValue(variable, out var terms))
        {
            contributions.Add(variable, terms = []);
        }

        terms.Add(contribution);
    }

    private Variable AddStep(Step step)
    {
        steps.Add(step);
        return step.Result;
    }

    private Variable Fresh(string prefix, Variable variable, Level level) =>
        new($"{prefix}{char.ToUpperInvariant(variable.Name[0])}{variable.Name.Substring(1)}{steps.Count}", level);
}
