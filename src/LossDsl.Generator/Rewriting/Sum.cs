using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Rewriting;

/// <summary>A sum as monomials, like ones collected. Terms keep their first order.</summary>
internal sealed record Sum(EquatableArray<Monomial> Terms)
{
    /// <summary>Reads sums and differences; products of sums stay products.</summary>
    public static Sum Of(Expr expression) => Collect(Flatten(expression, 1));

    /// <summary>Reads nested sums, their parts rewritten first.</summary>
    public static Sum Of(Expr expression, Func<Expr, Expr> rewrite) =>
        Collect(Addends(expression).SelectMany(addend => Flatten(rewrite(addend.Term), addend.Sign)));

    /// <summary>Adds up terms with the same factors; those that cancel are gone.</summary>
    public static Sum Collect(IEnumerable<Monomial> terms)
    {
        List<Monomial> collected = [];
        foreach (var term in terms)
        {
            var index = collected.FindIndex(term.HasSameFactors);
            if (index < 0)
            {
                collected.Add(term);
            }
            else
            {
                collected[index] = collected[index] with { Coefficient = collected[index].Coefficient + term.Coefficient };
            }
        }

        return new(collected.Where(static t => t.Coefficient != 0).ToEquatableArray());
    }

    /// <summary>The term with one of its sums multiplied out, the one that changes most often; one only, so that the number of terms stays bounded.</summary>
    public static IEnumerable<Monomial> Distribute(Monomial term)
    {
        var sum = term.Factors.Where(static f => f.Exponent == 1 && IsSum(f.Base)).OrderByDescending(static f => f.Base.Level).FirstOrDefault();
        return sum is null ? [term] : Of(sum.Base).Terms.Select(term.Without(sum).Times);
    }

    /// <summary>A sum, a difference or a negation.</summary>
    public static bool IsSum(Expr expression) =>
        expression is Apply { Op: var op } && (op == Arithmetic.Add || op == Arithmetic.Subtract || op == Arithmetic.Negate);

    /// <summary>As additions and subtractions; a positive term goes first where there is one.</summary>
    public Expr ToExpr()
    {
        if (Terms.Count == 0)
        {
            return 0;
        }

        var first = Terms.FirstOrDefault(static t => t.Coefficient > 0) ?? Terms[0];
        return Terms.Where(t => !ReferenceEquals(t, first)).Aggregate(first.ToExpr(), static (sum, term) => term.Coefficient < 0
            ? new Apply(Arithmetic.Subtract, sum, term.Scale(-1).ToExpr())
            : new Apply(Arithmetic.Add, sum, term.ToExpr()));
    }

    /// <summary>The terms of nested sums before any is collected.</summary>
    private static IEnumerable<Monomial> Flatten(Expr expression, double sign) =>
        Addends(expression, sign).Select(static addend => Monomial.Of(addend.Term).Scale(addend.Sign));

    /// <summary>The parts of nested sums that are no sums themselves.</summary>
    public static IEnumerable<(Expr Term, double Sign)> Addends(Expr expression, double sign = 1) => expression switch
    {
        Apply { Op: var op, Arguments: var a } when op == Arithmetic.Add => Addends(a[0], sign).Concat(Addends(a[1], sign)),
        Apply { Op: var op, Arguments: var a } when op == Arithmetic.Subtract => Addends(a[0], sign).Concat(Addends(a[1], -sign)),
        Apply { Op: var op, Arguments: var a } when op == Arithmetic.Negate => Addends(a[0], -sign),
        _ => [(expression, sign)],
    };
}
