using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Set of the values that change with the prediction, found by the variables that expressions read. Derivatives do not show this set: a condition, a sign and a value with a
/// stop-gradient change with the prediction, but their derivative is 0.
/// </summary>
internal sealed class Dependence
{
    private static readonly Variable Foreground = new("foreground", Level.Region);

    private static readonly Variable Background = new("background", Level.Region);

    private readonly HashSet<Variable> changing;
    private readonly Dictionary<Expr, bool> known = [];

    private Dependence(HashSet<Variable> changing) => this.changing = changing;

    /// <summary>Creates the set of a loss, as compiled: all values that change with the prediction, also through stages, stop-gradients and maps of the prediction.</summary>
    public static Dependence Create(LossPlan plan)
    {
        var dependence = new Dependence([.. Quantities.PredictionInputs, .. plan.Spec.Maps.Where(static map => map.Of == "Prediction").Select(static map => map.Variable)]);
        foreach (var stage in SoftCountStages.All.Concat(plan.Stages).Where(stage => dependence.Changes(stage.Body) || (stage.Order is { } order && dependence.Changes(order))))
        {
            dependence.changing.Add(stage.Result);
        }

        return dependence;
    }

    /// <summary>Creates the set that derivatives follow, in which maps and values with a stop-gradient are constant.</summary>
    public static Dependence CreateForDerivatives(LossPlan plan) => new(AdjointPropagation.FindActiveVariables([.. SoftCountStages.All, .. plan.Stages]));

    /// <summary>Whether the value can change with the prediction. False for tp + fn, which depends on the target alone.</summary>
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

    /// <summary>Whether derivatives of the loss treat changing values as constant: maps of the prediction, or values with a stop-gradient.</summary>
    public bool HoldsConstant(LossPlan plan) => plan.Stages.Any(stage =>
        (stage.IsStopped && Changes(stage.Body))
        || Substitution.Parts(stage.Body).Any(part => part is Variable variable
            ? plan.Spec.Maps.Any(map => map.Of == "Prediction" && map.Variable.Equals(variable))
            : part is Apply apply && apply.Op == Functions.Stop && Changes(apply)));

    // Replaces fn by foreground - tp and tn by background - fp, so that sums that depend on the target alone lose their counts. Neither foreground nor background changes.
    private bool Changes(Sum sum) =>
        Sum.Collect(sum.Terms.SelectMany(static term => Replaced(term, Quantities.FalseNegatives, Foreground, Quantities.TruePositives))
            .SelectMany(static term => Replaced(term, Quantities.TrueNegatives, Background, Quantities.FalsePositives)))
            .Terms.Any(term => term.Factors.Any(factor => Changes(factor.Base)));

    private static IEnumerable<Monomial> Replaced(Monomial term, Variable count, Variable all, Variable opposite)
    {
        var factor = term.Factors.FirstOrDefault(f => f.Exponent == 1 && f.Base.Equals(count));
        return factor is null ? [term] : [term.Remove(factor).Times(Monomial.From(all)), term.Remove(factor).Times(Monomial.From(opposite)).Scale(-1)];
    }
}
