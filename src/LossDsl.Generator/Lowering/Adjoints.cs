using LossDsl.Generator.Calculus;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Lowering;

/// <summary>
/// Reverse mode over the stages, symbolic inside each: what a stage broadcast on the way there is summed on the way back, and what it summed is broadcast.
/// </summary>
internal sealed class Adjoints
{
    private readonly HashSet<Variable> active;
    private readonly Dictionary<Variable, List<Expr>> contributions = [];
    private readonly List<Step> steps = [];

    private Adjoints(IReadOnlyList<Stage> stages) => active = Active(stages);

    /// <summary>The steps from the upstream derivative to the adjoints, and what reaches each quantity of the prediction.</summary>
    public static (IReadOnlyList<Step> Steps, IReadOnlyDictionary<Variable, IReadOnlyList<Expr>> OfPrediction) Propagate(IReadOnlyList<Stage> stages)
    {
        var adjoints = new Adjoints(stages);
        adjoints.Add(stages[^1].Result, LossPlan.Upstream);
        foreach (var stage in stages.Reverse())
        {
            adjoints.Propagate(stage);
        }

        return (adjoints.steps, Quantities.PredictionInputs.Where(adjoints.contributions.ContainsKey).ToDictionary(static v => v, v => (IReadOnlyList<Expr>)adjoints.contributions[v]));
    }

    /// <summary>What depends on the prediction: its quantities, and every stage that reads an active variable and is not stopped.</summary>
    public static HashSet<Variable> Active(IReadOnlyList<Stage> stages)
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

    private void Propagate(Stage stage)
    {
        if (!active.Contains(stage.Result) || !contributions.TryGetValue(stage.Result, out var terms))
        {
            return;
        }

        var adjoint = stage.Kind == StageKind.Formula ? LossPlan.Upstream : Name(stage, terms);
        var partials = Differentiator.Differentiate(stage.Body, OfBody(stage, adjoint), active.Contains);
        foreach (var (variable, partial) in partials.Select(static pair => (pair.Key, pair.Value)))
        {
            Add(variable, Reduce(Simplifier.Simplify(partial), stage.BodyLevel, variable));
        }
    }

    // The adjoint of the body's values from that of the stage's result.
    private Expr OfBody(Stage stage, Variable adjoint)
    {
        switch (stage.Kind)
        {
            case StageKind.PixelMean:
                return adjoint / Quantities.Divisor;
            case StageKind.ClassMean:
                return adjoint / Quantities.Classes;
            case StageKind.PixelMax or StageKind.PixelMin:
                return adjoint * Take(new(Fresh("share", stage.Result, Level.Pixel), StepKind.Share, stage.Body, Extreme: stage.Result));
            case StageKind.LocalMean:
                return Take(new(Fresh("spread", stage.Result, Level.Pixel), StepKind.LocalMeanAdjoint, adjoint, stage.Window));
            default:
                return adjoint;
        }
    }

    // From the level at which a body is evaluated down to that of what it reads.
    private Expr Reduce(Expr partial, Level domain, Variable variable)
    {
        var reduced = partial;
        if (domain == Level.Pixel && variable.Level < Level.Pixel)
        {
            reduced = Take(new(Fresh("sum", variable, Level.Region), StepKind.Sum, reduced));
        }

        if (domain >= Level.Region && variable.Level < Level.Region)
        {
            reduced = Take(new(Fresh("classSum", variable, Level.Image), StepKind.ClassSum, reduced));
        }

        return reduced;
    }

    private Variable Name(Stage stage, IReadOnlyList<Expr> terms)
    {
        var total = Simplifier.Simplify(terms.Aggregate(static (sum, term) => sum + term));
        if (total is Variable known)
        {
            return known;
        }

        var name = stage.Result.Name;
        return Take(new(new Variable($"d{char.ToUpperInvariant(name[0])}{name.Substring(1)}", stage.Result.Level), StepKind.Assign, total));
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

    private Variable Take(Step step)
    {
        steps.Add(step);
        return step.Result;
    }

    private Variable Fresh(string what, Variable of, Level level) =>
        new($"{what}{char.ToUpperInvariant(of.Name[0])}{of.Name.Substring(1)}{steps.Count}", level);
}
