using LossDsl.Generator.Calculus;
using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Lowering;

/// <summary>Derivative of one stage by one variable that the stage reads, for the documentation of the loss.</summary>
/// <param name="Result">The result of the stage.</param>
/// <param name="Argument">The variable that the stage reads.</param>
/// <param name="Value">The derivative, simplified.</param>
internal sealed record Derivative(Variable Result, Variable Argument, Expr Value);

/// <summary>Derivatives of all stages as documentation and metadata show them. No generated code computes them.</summary>
/// <param name="Items">The derivatives, from the last stage to the first.</param>
/// <param name="Temps">Names for the subexpressions that several derivatives share.</param>
internal sealed record StageDerivatives(EquatableArray<Derivative> Items, EquatableArray<NamedSubexpression> Temps)
{
    // Readers understand "fpWeight * fp" more easily than a name for it.
    private const int SmallestName = 4;

    /// <summary>Derives each stage that is not stopped by every active variable that it reads. Derivatives that are 0 are left out.</summary>
    /// <param name="stages">The stages of the loss, simplified.</param>
    /// <param name="isActive">Whether a variable depends on the prediction. The gradient uses no derivative by any other.</param>
    public static StageDerivatives Derive(IEnumerable<Stage> stages, Func<Variable, bool> isActive)
    {
        List<Derivative> items = [.. stages.Where(static stage => !stage.IsStopped).Reverse().SelectMany(stage => Derive(stage, isActive))];
        var (values, temps) = new CommonSubexpressions(items.Select(static d => d.Value), SmallestName).NameAndReplace([.. items.Select(static d => d.Value)]);
        return new(items.Zip(values, static (item, value) => item with { Value = value }).ToEquatableArray(), temps);
    }

    // The author of a formula writes p alone: q, log p and log q are forms that rewriting makes.
    private static IEnumerable<Derivative> Derive(Stage stage, Func<Variable, bool> isActive)
    {
        var partials = Differentiator.Differentiate(stage.Body, 1, isActive);
        var byProbability = By(Quantities.P) - By(Quantities.Q) + (By(Quantities.LogP) / Quantities.P) - (By(Quantities.LogQ) / Quantities.Q);
        var all = partials.Where(static pair => !Quantities.PredictionInputs.Contains(pair.Key) || pair.Key.Equals(Quantities.X))
            .Select(static pair => (pair.Key, pair.Value))
            .Append((Quantities.P, byProbability));
        return all
            .Select(pair => new Derivative(stage.Result, pair.Item1, Simplifier.Simplify(Averaged(stage, pair.Item2))))
            .Where(static d => d.Value is not Constant { Value: 0 })
            .OrderBy(static d => Order(d.Argument));

        Expr By(Variable variable) => partials.TryGetValue(variable, out var partial) ? partial : 0;
    }

    // Stage results have no index and come first (-1); OrderBy is stable and keeps their order.
    private static int Order(Variable variable) => Quantities.PixelParameters.ToList().IndexOf(variable);

    // Each pixel or class enters a mean with its share of it.
    private static Expr Averaged(Stage stage, Expr partial) => stage.Kind switch
    {
        StageKind.PixelMean => partial / Quantities.PixelCount,
        StageKind.PixelTop => partial / (stage.Order! * Quantities.PixelCount),
        StageKind.ClassMean => partial / Quantities.ClassCount,
        StageKind.PixelClassLogSumExp => partial * new Apply(Functions.Exp, stage.Body - stage.Result),
        StageKind.BatchMean => partial / Quantities.ImageCount,
        _ => partial,
    };
}
