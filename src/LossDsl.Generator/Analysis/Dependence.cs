using LossDsl.Generator.Calculus;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Values that change with the prediction: all that read it, through stages, [StopGradient] and maps of the prediction too. Derivatives would not do:
/// a condition, a sign and a stopped value change without one.
/// </summary>
internal sealed class Dependence
{
    private readonly HashSet<Variable> changing;

    private Dependence(HashSet<Variable> changing) => this.changing = changing;

    /// <summary>The dependence of a loss's stages, as compiled.</summary>
    public static Dependence Of(LossPlan plan)
    {
        var dependence = new Dependence([.. Quantities.OfPrediction, .. plan.Spec.Maps.Where(static map => map.Of == "Prediction").Select(static map => map.Variable)]);
        foreach (var stage in SoftCounts.All.Concat(plan.Stages).Where(stage => dependence.Changes(stage.Body)))
        {
            dependence.changing.Add(stage.Result);
        }

        return dependence;
    }

    /// <summary>Whether the value can change with the prediction. False for tp + fn, which is the same whatever is predicted.</summary>
    public bool Changes(Expr expression) =>
        Substitution.Variables(expression).Any(changing.Contains)
        && (Substitution.Parts(expression).OfType<Apply>().Any(HidesChange) || HasSlope(expression, changing));

    /// <summary>Whether a derivative is not 0, taken together for counts whose sum is that of the target.</summary>
    /// <param name="expression">What is differentiated.</param>
    /// <param name="active">The variables that change.</param>
    public static bool HasSlope(Expr expression, HashSet<Variable> active)
    {
        var partials = Differentiator.Differentiate(expression, 1, active.Contains);
        return partials.Keys.Any(static v => !Quantities.OfRegion.Contains(v))
            || !IsZero(By(Quantities.TruePositives) - By(Quantities.FalseNegatives)) || !IsZero(By(Quantities.FalsePositives) - By(Quantities.TrueNegatives));

        Expr By(Variable variable) => partials.TryGetValue(variable, out var partial) ? partial : 0;

        static bool IsZero(Expr difference) => Simplifier.Simplify(difference) is Constant { Value: 0 };
    }

    /// <summary>Whether a derivative leaves out that something changes: a map of the prediction, or what [StopGradient] stops.</summary>
    public bool HoldsConstant(LossPlan plan) => plan.Stages.Any(stage =>
        (stage.IsStopped && Changes(stage.Body))
        || Substitution.Parts(stage.Body).Any(part => part is Variable variable
            ? plan.Spec.Maps.Any(map => map.Of == "Prediction" && map.Variable.Equals(variable))
            : part is Apply apply && apply.Op == Functions.Stop && Changes(apply)));

    // An argument that changes has no part in the derivative.
    private bool HidesChange(Apply apply) =>
        apply.Op.Partials(apply.Arguments, apply).Zip(apply.Arguments, static (partial, argument) => (Partial: partial, Argument: argument))
            .Any(pair => pair.Partial is Constant { Value: 0 } && Substitution.Variables(pair.Argument).Any(changing.Contains));
}
