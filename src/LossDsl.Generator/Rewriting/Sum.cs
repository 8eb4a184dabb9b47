using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Rewriting;

/// <summary>Sum in normal form: terms that are monomials, with like terms collected.</summary>
/// <param name="Terms">The terms, in the order in which they first occur. Empty for 0.</param>
internal sealed record Sum(EquatableArray<Monomial> Terms)
{
    /// <summary>Reads nested sums, differences and negations. Products of sums are not multiplied out.</summary>
    public static Sum From(Expr expression) => Collect(Flatten(expression, 1));

    /// <summary>Reads nested sums after <paramref name="rewrite"/> has replaced each addend.</summary>
    public static Sum From(Expr expression, Func<Expr, Expr> rewrite) =>
        Collect(Addends(expression).SelectMany(addend => Flatten(rewrite(addend.Term), addend.Sign)));

    /// <summary>Adds up like terms and drops those whose coefficients cancel.</summary>
    public static Sum Collect(IEnumerable<Monomial> terms)
    {
        List<Monomial> collected = [];
        foreach (var term in terms)
        {
            var index = IndexOf(term, collected);
            if (index < 0)
            {
                collected.Add(term);
            }
            else
            {
                collected[index] = collected[index] with { Coefficient = collected[index].Coefficient + term.Coefficient };
            }
        }

        collected.RemoveAll(static t => t.Coefficient == 0);
        return new(collected.ToEquatableArray());
    }

    private static int IndexOf(Monomial like, List<Monomial> terms)
    {
        for (var i = 0; i < terms.Count; i++)
        {
            if (terms[i].HasSameFactors(like))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Multiplies out the first factor that is a sum: only one, so that the number of terms stays bounded, and none of constants and hyperparameters alone.</summary>
    public static IEnumerable<Monomial> Distribute(Monomial term)
    {
        var sum = term.Factors.FirstOrDefault(static f => f.Exponent == 1 && f.Base.Level > Level.Fixed && IsSum(f.Base));
        return sum is null ? [term] : From(sum.Base).Terms.Select(term.Remove(sum).Times);
    }

    /// <summary>Factors out the factors that all terms have in common, and their coefficient if its magnitude is the same in all terms. The sum must not be empty.</summary>
    public Monomial FactorOut()
    {
        var coefficient = Terms.Select(static t => Math.Abs(t.Coefficient)).Distinct().Count() == 1 ? Math.Abs(Terms[0].Coefficient) : 1;
        var common = Common();
        if (coefficient == 1 && common.Count == 0)
        {
            return Monomial.From(ToExpr());
        }

        var product = new Monomial(coefficient, common);
        return product.Times(Monomial.From(Over(product).ToExpr()));
    }

    /// <summary>Returns the factors with positive exponents that all terms have in common. The sum must not be empty.</summary>
    public EquatableArray<Factor> Common() =>
        Terms[0].Factors.Select(f => f with { Exponent = Terms.Min(t => t.ExponentOf(f.Base)) }).Where(static f => f.Exponent > 0).ToEquatableArray();

    /// <summary>Divides each term by a product.</summary>
    public Sum Over(Monomial product)
    {
        var divisor = new Monomial(1 / product.Coefficient, product.Factors.Select(static f => f.Reciprocal()).ToEquatableArray());
        return new(Terms.Select(divisor.Times).ToEquatableArray());
    }

    /// <summary>Whether the expression is a sum, a difference or a negation.</summary>
    public static bool IsSum(Expr expression) =>
        expression is Apply { Op: var op } && (op == Arithmetic.Add || op == Arithmetic.Subtract || op == Arithmetic.Negate);

    /// <summary>Returns the expression, with a positive term first if there is one. Returns 0 for the empty sum.</summary>
    public Expr ToExpr()
    {
        if (Terms.Count == 0)
        {
            return 0;
        }

        // Numbers are added to each other first: a + (s - r) is exactly a for hyperparameters s = r, (a + s) - r is not.
        List<Monomial> numbers = [.. Terms.Where(static t => t.Factors.All(static f => f.Base.Level == Level.Fixed))];
        return numbers.Count < 2 || numbers.Count == Terms.Count
            ? Chain(Terms)
            : new Apply(Arithmetic.Add, Chain([.. Terms.Except(numbers)]), Chain(numbers));
    }

    private static Expr Chain(IReadOnlyList<Monomial> terms)
    {
        var first = terms.FirstOrDefault(static t => t.Coefficient > 0) ?? terms[0];
        return terms.Where(t => !ReferenceEquals(t, first)).Aggregate(first.ToExpr(), static (sum, term) => term.Coefficient < 0
            ? new Apply(Arithmetic.Subtract, sum, term.Scale(-1).ToExpr())
            : new Apply(Arithmetic.Add, sum, term.ToExpr()));
    }

    private static IEnumerable<Monomial> Flatten(Expr expression, double sign) =>
        Addends(expression, sign).Select(static addend => Monomial.From(addend.Term).Scale(addend.Sign));

    /// <summary>Returns the addends of nested sums that are not sums themselves, each with its sign, 1 or -1, times <paramref name="sign"/>.</summary>
    public static IReadOnlyList<(Expr Term, double Sign)> Addends(Expr expression, double sign = 1)
    {
        List<(Expr, double)> addends = [];
        Add(expression, sign, addends);
        return addends;
    }

    private static void Add(Expr expression, double sign, List<(Expr, double)> addends)
    {
        if (expression is not Apply { Op: var op, Arguments: var a } || !IsSum(expression))
        {
            addends.Add((expression, sign));
            return;
        }

        Add(a[0], op == Arithmetic.Negate ? -sign : sign, addends);
        if (op != Arithmetic.Negate)
        {
            Add(a[1], op == Arithmetic.Subtract ? -sign : sign, addends);
        }
    }
}
