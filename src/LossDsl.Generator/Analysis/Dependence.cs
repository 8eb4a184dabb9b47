using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Values that change with the prediction, by what they read. Derivatives would not do: a condition, a sign and a stopped value change without one.
/// </summary>
internal sealed class Dependence
{
    private static readonly Variable Foreground = new("foreground", Level.Region);

    private static readonly Variable Background = new("background", Level.Region);

    private readonly HashSet<Variable> changing;
    private readonly Dictionary<Expr, bool> known = [];

    private Dependence(HashSet<Variable> changing) => this.changing = changing;

    /// <summary>The dependence of a loss's stages, as compiled: through stages, [StopGradient] and maps of the prediction too.</summary>
    public static Dependence Create(LossPlan plan)
    {
        var dependence = new Dependence([.. Quantities.PredictionInputs, .. plan.Spec.Maps.Where(static map => map.Of == "Prediction").Select(static map => map.Variable)]);
        foreach (var stage in SoftCountStages.All.Concat(plan.Stages).Where(stage => dependence.Changes(stage.Body)))
        {
            dependence.changing.Add(stage.Result);
        }

        return dependence;
    }

    /// <summary>The dependence that derivatives know: what is stopped, and maps, are constant.</summary>
    public static Dependence OfDerivatives(LossPlan plan) => new(Adjoints.Active([.. SoftCountStages.All, .. plan.Stages]));

    /// <summary>Whether the value can change with the prediction. False for tp + fn, which is the same whatever is predicted.</summary>
    public bool Changes(Expr expression)
    {
        if (!known.TryGetValue(expression, out var changes))
        {
            known[expression] = changes = expression switch
            {
                Variable variable => changing.Contains(variable),
                Apply apply when Sum.IsSum(apply) => Changes(Sum.From(apply)),
                Apply { Op: var op, Arguments: [var left, var right] } when Conditions.Comparisons.Contains(op) => Changes(Sum.From(left - right)),
                Apply apply => apply.Arguments.Any(Changes),
                _ => false,
            };
        }

        return changes;
    }

    /// <summary>Whether a derivative leaves out that something changes: a map of the prediction, or what [StopGradient] stops.</summary>
    public bool HoldsConstant(LossPlan plan) => plan.Stages.Any(stage =>
        (stage.IsStopped && Changes(stage.Body))
        || Substitution.Parts(stage.Body).Any(part => part is Variable variable
            ? plan.Spec.Maps.Any(map => map.Of == "Prediction" && map.Variable.Equals(variable))
            : part is Apply apply && apply.Op == Functions.Stop && Changes(apply)));

    // Counted without fn and tn: fn is the foreground less tp, tn the background less fp, and neither foreground nor background changes.
    private bool Changes(Sum sum) =>
        Sum.Collect(sum.Terms.SelectMany(static term => Replaced(term, Quantities.FalseNegatives, Foreground, Quantities.TruePositives))
            .SelectMany(static term => Replaced(term, Quantities.TrueNegatives, Background, Quantities.FalsePositives)))
            .Terms.Any(term => term.Factors.Any(factor => Changes(factor.Base)));

    private static IEnumerable<Monomial> Replaced(Monomial term, Variable count, Variable all, Variable opposite)
    {
        var factor = term.Factors.FirstOrDefault(f => f.Exponent == 1 && f.Base.Equals(count));
        return factor is null ? [term] : [term.Without(factor).Times(Monomial.From(all)), term.Without(factor).Times(Monomial.From(opposite)).Scale(-1)];
    }
}
