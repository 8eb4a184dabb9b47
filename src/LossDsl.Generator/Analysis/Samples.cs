using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Analysis;

/// <summary>A few points of a domain, always the same, to see at once that something need not be proved because it does not hold.</summary>
internal sealed class Samples(Domain domain)
{
    private const int Count = 5;
    private readonly Dictionary<Expr, double>[] known = [.. Enumerable.Range(0, Count).Select(static _ => new Dictionary<Expr, double>())];

    /// <summary>Whether the expression is below 0 at a point, beyond rounding.</summary>
    public bool Falls(Expr expression) => IsFree(expression) && Enumerable.Range(0, Count).Any(point => Of(expression, point) < -1e-9);

    /// <summary>Whether the expression is above 0 at a point, beyond rounding.</summary>
    public bool Rises(Expr expression) => IsFree(expression) && Enumerable.Range(0, Count).Any(point => Of(expression, point) > 1e-9);

    // Stages depend on each other; counts do not.
    private bool IsFree(Expr expression) => Substitution.Variables(expression).All(v => !domain.Stages.TryGetValue(v, out var stage) || (stage.Kind == StageKind.PixelSum && Quantities.OfRegion.Contains(v) && !v.Equals(Quantities.PixelCount)));

    private double Of(Expr expression, int point)
    {
        if (!known[point].TryGetValue(expression, out var value))
        {
            known[point][expression] = value = expression switch
            {
                Constant constant => constant.Value,
                Variable variable => Of(variable, point),
                Apply apply => apply.Op.Evaluate([.. apply.Arguments.Select(argument => Of(argument, point))]),
                _ => double.NaN,
            };
        }

        return value;
    }

    private double Of(Variable variable, int point) =>
        variable.Equals(Quantities.Q) ? 1 - Of(Quantities.P, point)
        : variable.Equals(Quantities.LogP) ? Math.Log(Of(Quantities.P, point))
        : variable.Equals(Quantities.LogQ) ? Math.Log(1 - Of(Quantities.P, point))
        : In(domain[variable], Share(variable.Name, point));

    // Small numbers of a long range, not the middle of it.
    private static double In(Interval range, double share)
    {
        if (range.MayBeUndefined || range.IsPoint)
        {
            return range.MayBeUndefined ? double.NaN : range.Low;
        }

        var (low, high) = (Math.Max(range.Low, -1e6), Math.Min(range.High, 1e6));
        return high - low < 100 ? low + ((high - low) * share) : low < 0 ? (share - 0.5) * 20 : low + (Math.Min(high, 1e3) * share * share * share);
    }

    // Between 0.02 and 0.98, by the name: the same in every run.
    private static double Share(string name, int point)
    {
        var hash = unchecked((uint)(point + 1) * 2654435761u);
        foreach (var letter in name)
        {
            hash = unchecked((hash ^ letter) * 16777619u);
        }

        return 0.02 + (0.96 * ((hash >> 8) % 10007) / 10007.0);
    }
}
