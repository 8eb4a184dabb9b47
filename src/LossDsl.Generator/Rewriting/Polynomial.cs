using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Rewriting;

/// <summary>Polynomial in the probability p, with sums of numbers and hyperparameters as coefficients.</summary>
/// <param name="Coefficients">The coefficients, that of p^0 first. The last is not 0; the zero polynomial has none.</param>
internal sealed record Polynomial(EquatableArray<Sum> Coefficients)
{
    private static readonly Sum None = new([]);

    public static Polynomial Zero { get; } = new([]);

    /// <summary>The polynomial p.</summary>
    public static Polynomial Identity { get; } = new([None, new([Monomial.One])]);

    public bool IsZero => Coefficients.Count == 0;

    public bool IsConstant => Coefficients.Count < 2;

    public int Degree => Math.Max(0, Coefficients.Count - 1);

    /// <summary>Returns a polynomial of degree 0.</summary>
    /// <param name="number">A product of numbers and hyperparameters.</param>
    public static Polynomial Constant(Monomial number) => Trim([Sum.Collect([number])]);

    /// <summary>Value at p = 0.</summary>
    public Sum AtZero => IsZero ? None : Coefficients[0];

    /// <summary>Value at p = 1.</summary>
    public Sum AtOne => Sum.Collect(Coefficients.SelectMany(static c => c.Terms));

    public Polynomial Plus(Polynomial other) => Trim(Enumerable.Range(0, Math.Max(Coefficients.Count, other.Coefficients.Count))
        .Select(power => Sum.Collect(CoefficientOf(power).Terms.Concat(other.CoefficientOf(power).Terms))));

    public Polynomial Minus(Polynomial other) => Plus(other.Scale(-1));

    public Polynomial Scale(double factor) => Trim(Coefficients.Select(c => Sum.Collect(c.Terms.Select(term => term.Scale(factor)))));

    public Polynomial Times(Polynomial other) => IsZero || other.IsZero ? Zero : Trim(Enumerable.Range(0, Degree + other.Degree + 1)
        .Select(power => Sum.Collect(Enumerable.Range(0, power + 1).SelectMany(i => CoefficientOf(i).Terms.SelectMany(_ => other.CoefficientOf(power - i).Terms, static (a, b) => a.Times(b))))));

    /// <summary>
    /// Returns the product of <paramref name="weight"/> and this polynomial, which must not be 0, factored: powers of p and of q = 1 - p, which have all significant digits near 0,
    /// times a rest that is 0 at neither end.
    /// </summary>
    public Monomial Factored(Monomial weight, Expr p, Expr q)
    {
        var (rest, product) = (this, weight);
        while (rest.AtZero.Terms.Count == 0)
        {
            (rest, product) = (Trim(rest.Coefficients.Skip(1)), product.Times(Monomial.From(p)));
        }

        while (rest.AtOne.Terms.Count == 0)
        {
            (rest, product) = (rest.OverComplement(), product.Times(Monomial.From(q)));
        }

        return rest.AsFactor(p).Times(product);
    }

    // The quotient by 1 - p. Since 1/(1 - p) = 1 + p + p² + ..., its coefficients are partial sums.
    private Polynomial OverComplement() => Trim(Enumerable.Range(1, Degree).Select(count => Sum.Collect(Coefficients.Take(count).SelectMany(static c => c.Terms))));

    private Monomial AsFactor(Expr p) => Coefficients.Count == 1 && Coefficients[0].Terms.Count == 1
        ? Coefficients[0].Terms[0]
        : Monomial.From(new Sum(Coefficients.SelectMany((c, power) => c.Terms.Select(term => power == 0 ? term : term.Times(new(1, [new(p, power)])))).ToEquatableArray()).ToExpr());

    private Sum CoefficientOf(int power) => power < Coefficients.Count ? Coefficients[power] : None;

    private static Polynomial Trim(IEnumerable<Sum> coefficients)
    {
        List<Sum> all = [.. coefficients];
        while (all.Count > 0 && all[^1].Terms.Count == 0)
        {
            all.RemoveAt(all.Count - 1);
        }

        return new(all.ToEquatableArray());
    }
}
