using LossDsl.Generator.Calculus;
using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Lowering;

/// <summary>The derivative of a stage by what it reads.</summary>
internal sealed record Derivative(Variable Of, Variable By, Expr Value);

/// <summary>The derivatives of the stages for people: by what each reads, with names for what they have in common.</summary>
internal sealed record Derivatives(EquatableArray<Derivative> Items, EquatableArray<Temp> Temps)
{
    // People read "fpWeight * fp" more easily than a name for it.
    private const int SmallestName = 4;

    public static Derivatives Of(IEnumerable<Stage> stages)
    {
        List<Derivative> items = [.. stages.Where(static stage => !stage.IsStopped).Reverse().SelectMany(Of)];
        var (values, temps) = new CommonSubexpressions(items.Select(static d => d.Value), SmallestName).Share([.. items.Select(static d => d.Value)]);
        return new(items.Zip(values, static (item, value) => item with { Value = value }).ToEquatableArray(), temps);
    }

    // p, q, log p and log q are one quantity for people: p.
    private static IEnumerable<Derivative> Of(Stage stage)
    {
        var partials = Differentiator.Differentiate(stage.Body, 1, static v => v.Level >= Level.Image && !IsConstant(v));
        var byProbability = By(Quantities.P) - By(Quantities.Q) + (By(Quantities.LogP) / Quantities.P) - (By(Quantities.LogQ) / Quantities.Q);
        var all = partials.Where(static pair => !Quantities.OfPrediction.Contains(pair.Key) || pair.Key.Equals(Quantities.X))
            .Select(static pair => (pair.Key, pair.Value))
            .Append((Quantities.P, byProbability));
        return all
            .Select(pair => new Derivative(stage.Result, pair.Item1, Simplifier.Simplify(pair.Item2)))
            .Where(static d => d.Value is not Constant { Value: 0 })
            .OrderBy(static d => Order(d.By));

        Expr By(Variable variable) => partials.TryGetValue(variable, out var partial) ? partial : 0;
    }

    // Stages as the formula reads them, then the quantities as they are always listed.
    private static int Order(Variable variable) => Quantities.OfPixel.ToList().IndexOf(variable);

    private static bool IsConstant(Variable variable) => variable.Equals(Quantities.Y) || variable.Equals(Quantities.PixelCount) || variable.Equals(Quantities.ClassWeight);
}
