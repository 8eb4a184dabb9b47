using LossDsl.Generator.Calculus;
using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Lowering;

/// <summary>The derivative of a stage by what it reads.</summary>
internal sealed record Derivative(Variable Of, Variable By, Expr Value);

/// <summary>The derivatives of the stages for people: by what each reads, with names for what they have in common.</summary>
internal sealed record Derivatives(EquatableArray<Derivative> Items, EquatableArray<Temp> Temps)
{
    // People read "fpWeight * fp" more easily than a name for it.
    private const int SmallestName = 4;

    /// <param name="stages">The stages of the loss.</param>
    /// <param name="isActive">What depends on the prediction: a derivative by anything else is not used.</param>
    public static Derivatives Derive(IEnumerable<Stage> stages, Func<Variable, bool> isActive)
    {
        List<Derivative> items = [.. stages.Where(static stage => !stage.IsStopped).Reverse().SelectMany(stage => Derive(stage, isActive))];
        var (values, temps) = new CommonSubexpressions(items.Select(static d => d.Value), SmallestName).Share([.. items.Select(static d => d.Value)]);
        return new(items.Zip(values, static (item, value) => item with { Value = value }).ToEquatableArray(), temps);
    }

    // p, q, log p and log q are one quantity for people: p.
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
            .OrderBy(static d => Order(d.By));

        Expr By(Variable variable) => partials.TryGetValue(variable, out var partial) ? partial : 0;
    }

    // Stages as the formula reads them, then the quantities as they are always listed.
    private static int Order(Variable variable) => Quantities.PixelParameters.ToList().IndexOf(variable);

    // What each pixel or class has in a mean.
    private static Expr Averaged(Stage stage, Expr partial) => stage.Kind switch
    {
        StageKind.PixelMean => partial / Quantities.PixelCount,
        StageKind.ClassMean => partial / Quantities.Classes,
        _ => partial,
    };
}
