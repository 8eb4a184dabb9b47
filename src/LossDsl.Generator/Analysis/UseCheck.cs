using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Finds hyperparameters, inputs and stages that do not change the value of a loss, and losses that do not depend on the prediction.
/// Also finds maps of the prediction without a stop-gradient, which the backward pass holds constant all the same.
/// </summary>
internal static class UseCheck
{
    /// <summary>Returns one finding for each such part.</summary>
    public static IEnumerable<Finding> Check(LossPlan plan)
    {
        var spec = plan.Spec;
        var bodies = plan.Stages.SelectMany(static stage => new[] { stage.Body, stage.Covariance?.Definition, stage.Order }).OfType<Expr>().ToList();
        var unused = spec.Hyperparameters.Where(h => !bodies.Any(body => body.Reads(h.Variable)))
            .Select(h => new Finding(FindingKind.Unused, FirstStageReading(spec, h), null, h.Name, [$"Hyperparameter '{h.Name}' has no effect on the loss"]));
        var needless = spec.Inputs.Where(input => !bodies.Any(body => body.Reads(input.Variable)))
            .Select(input => new Finding(FindingKind.Unused, spec.Formula.Result.Name, null, input.Variable.Name, [$"Input '{input.Name}' has no effect on the loss"]));
        var unread = spec.Stages.Where(stage => stage != spec.Formula && stage.Result.Name != Stage.ReducedName && !bodies.Any(body => body.Reads(stage.Result)))
            .Select(static stage => new Finding(FindingKind.Unused, stage.Result.Name, null, null, [$"Stage '{Names.FromLocal(stage.Result.Name)}' has no effect on the loss: the formulas that read the stage simplify without it"]));
        var constant = !plan.Gradient.Expressions.Any()
            ? (Finding[])[new(FindingKind.Unused, spec.Formula.Result.Name, null, null, ["The loss does not depend on the prediction: its gradient is 0"])]
            : [];
        return [.. unused, .. needless, .. unread, .. constant, .. Maps(spec)];
    }

    // The first stage that reads the hyperparameter. If none reads it, the name alone leads to its place, whatever the stage.
    private static string FirstStageReading(LossSpec spec, HyperparameterSpec hyperparameter) =>
        (spec.Stages.FirstOrDefault(stage => stage.Body.Reads(hyperparameter.Variable)) ?? spec.Formula).Result.Name;

    private static IEnumerable<Finding> Maps(LossSpec spec) =>
        from map in spec.Maps
        where map.Of == "Prediction"
        from stage in spec.Stages
        where !stage.IsStopped && KinkCheck.Nodes(stage.Body).SelectMany(static node => node.Arguments).Append(stage.Body).Contains(map.Variable)
        select new Finding(FindingKind.MapWithoutStop, stage.Result.Name, null, map.Variable.Name, [Names.FromLocal(map.Variable.Name)]);
}
