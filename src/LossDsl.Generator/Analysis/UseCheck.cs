using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Analysis;

/// <summary>What has no effect on the value, or none on the gradient; and what is constant in the backward without saying so.</summary>
internal static class UseCheck
{
    public static IEnumerable<Finding> Check(LossPlan plan, Domain domain)
    {
        var spec = plan.Spec;
        var bodies = spec.Stages.Select(stage => domain.Stages[stage.Result].Body).ToList();
        var unused = spec.Hyperparameters.Where(h => !bodies.Any(body => body.Reads(h.Variable)))
            .Select(h => new Finding(FindingKind.Unused, Declaring(spec, h), null, h.Name, [$"Hyperparameter '{h.Name}' has no effect on the loss"]));
        var silent = spec.Stages.Where(stage => stage != spec.Formula && stage.Result.Name != Stage.Reduced && !bodies.Any(body => body.Reads(stage.Result)))
            .Select(static stage => new Finding(FindingKind.Unused, stage.Result.Name, null, null, [$"Stage '{Names.FromLocal(stage.Result.Name)}' has no effect on the loss: what reads it simplifies without it"]));
        var constant = !plan.Gradient.Expressions.Any()
            ? (Finding[])[new(FindingKind.Unused, spec.Formula.Result.Name, null, null, ["The loss does not depend on the prediction: its gradient is 0"])]
            : [];
        return [.. unused, .. silent, .. constant, .. Maps(spec)];
    }

    // The stage that comes first with it; a parameter that nothing reads is found by its name alone.
    private static string Declaring(LossSpec spec, HyperparameterSpec hyperparameter) =>
        (spec.Stages.FirstOrDefault(stage => stage.Body.Reads(hyperparameter.Variable)) ?? spec.Formula).Result.Name;

    private static IEnumerable<Finding> Maps(LossSpec spec) =>
        from map in spec.Maps
        where map.Of == "Prediction"
        from stage in spec.Stages
        where !stage.IsStopped && KinkCheck.Nodes(stage.Body).SelectMany(static node => node.Arguments).Append(stage.Body).Contains(map.Variable)
        select new Finding(FindingKind.MapWithoutStop, stage.Result.Name, null, map.Variable.Name, [Names.FromLocal(map.Variable.Name)]);
}
