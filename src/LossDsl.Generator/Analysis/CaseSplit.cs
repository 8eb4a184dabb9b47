using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Analysis;

/// <summary>Proves a claim on parts of the domain where it cannot be seen on the whole.</summary>
internal static class CaseSplit
{
    private const int MostParts = 16;

    /// <summary>Whether the claim holds on every part; false if it is not seen within a bounded number of them.</summary>
    /// <param name="expression">What the claim is about.</param>
    /// <param name="bounds">The whole domain.</param>
    /// <param name="domain">The same, to be split.</param>
    /// <param name="budget">How much work it may be.</param>
    /// <param name="holds">The claim.</param>
    public static bool Holds(Expr expression, Bounds bounds, Domain domain, Budget budget, Func<Interval, bool> holds)
    {
        IReadOnlyList<Variable> split = [.. Substitution.Variables(expression).Select(Base).Distinct().Where(v => IsSplit(v, domain))];
        var open = new Queue<(Bounds Bounds, Domain Domain, int Turn)>([(bounds, domain, 0)]);
        for (var parts = 1; open.Count > 0;)
        {
            var part = open.Dequeue();
            if (holds(part.Bounds.RangeOf(expression)))
            {
                continue;
            }

            if (split.Count == 0 || ++parts > MostParts || budget.IsSpent)
            {
                return false;
            }

            var variable = split[part.Turn % split.Count];
            foreach (var half in Halves(part.Domain[variable]))
            {
                open.Enqueue((part.Bounds.Narrow(variable, half), part.Domain.Add(variable, half), part.Turn + 1));
            }
        }

        return true;
    }

    // The opposite of a probability and the logarithms go with it.
    private static Variable Base(Variable variable) => Quantities.PredictionInputs.Contains(variable) && !variable.Equals(Quantities.X) ? Quantities.P : variable;

    private static bool IsSplit(Variable variable, Domain domain) =>
        (variable.Equals(Quantities.P) || variable.Equals(Quantities.Y) || variable.Level == Level.Fixed) && domain[variable] is { IsBounded: true, IsPoint: false };

    private static IEnumerable<Interval> Halves(Interval range)
    {
        // Around 1 where the range spans it: that is where powers change.
        var middle = range is { Low: < 1, High: > 1 } ? 1 : range is { Low: < 0, High: > 0 } ? 0 : (range.Low / 2) + (range.High / 2);
        yield return range with { High = middle, HighIsOpen = false };
        yield return range with { Low = middle, LowIsOpen = false };
    }
}
