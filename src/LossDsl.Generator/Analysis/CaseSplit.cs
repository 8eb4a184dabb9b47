using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Analysis;

/// <summary>Proves a claim about the range of an expression by splitting the domain into parts, where the claim is undecided on the whole domain.</summary>
internal static class CaseSplit
{
    private const int MostParts = 16;

    /// <summary>Whether the claim is proved on every part; false if that takes more than a bounded number of parts, or more than the budget.</summary>
    /// <param name="expression">The expression that the claim is about.</param>
    /// <param name="bounds">The bounds over <paramref name="domain"/>.</param>
    /// <param name="domain">The domain to split.</param>
    /// <param name="budget">The limit on analysis steps.</param>
    /// <param name="holds">The claim: whether it is true of an expression with this range.</param>
    public static bool IsProved(Expr expression, Bounds bounds, Domain domain, Budget budget, Func<Interval, bool> holds)
    {
        IReadOnlyList<Variable> split = [.. Substitution.Variables(expression).Select(SplitVariable).Distinct().Where(v => CanSplit(v, domain))];
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

    // Splitting p also narrows q, log p and log q.
    private static Variable SplitVariable(Variable variable) => Quantities.PredictionInputs.Contains(variable) && !variable.Equals(Quantities.X) ? Quantities.P : variable;

    private static bool CanSplit(Variable variable, Domain domain) =>
        (variable.Equals(Quantities.P) || variable.Equals(Quantities.Y) || variable.Level == Level.Fixed) && domain[variable] is { IsBounded: true, IsPoint: false };

    private static IEnumerable<Interval> Halves(Interval range)
    {
        // At 1 where the range spans it: x^e grows with e above 1 and shrinks below.
        var middle = range is { Low: < 1, High: > 1 } ? 1 : range is { Low: < 0, High: > 0 } ? 0 : (range.Low / 2) + (range.High / 2);
        yield return range with { High = middle, HighIsOpen = false };
        yield return range with { Low = middle, LowIsOpen = false };
    }
}
