using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Rewriting;

/// <summary>A polynomial of the probability p. Its coefficients are sums of numbers and hyperparameters, that of p^0 first; the last one is not 0.</summary>
internal sealed record Polynomial(EquatableArray<Sum> Coefficients)
{
    private static readonly Sum None = new([]);

    public static Polynomial Zero { get; } = new([]);

    /// <summary>p.</summary>
    public static Polynomial Identity { get; } = new([None, new([Monomial.One])]);

    public bool IsZero => Coefficients.Count == 0;

    public bool IsConstant => Coefficients.Count < 2;

    public int Degree => Math.Max(0, Coefficients.Count - 1);

    public static Polynomial Constant(Monomial number) => Of([Sum.Collect([number])]);

    /// <summary>The value at p = 0.</summary>
    public Sum AtZero => IsZero ? None : Coefficients[0];

    /// <summary>The value at p = 1.</summary>
    public Sum AtOne => Sum.Collect(Coefficients.SelectMany(static c => c.Terms));

    public Polynomial Plus(Polynomial other) => Of(Enumerable.Range(0, Math.Max(Coefficients.Count, other.Coefficients.Count))
        .Select(power => Sum.Collect(At(power).Terms.Concat(other.At(power).Terms))));

    public Polynomial Minus(Polynomial other) => Plus(other.Scale(-1));

    public Polynomial Scale(double factor) => Of(Coefficients.Select(c => Sum.Collect(c.Terms.Select(term => term.Scale(factor)))));

    public Polynomial Times(Polynomial other) => IsZero || other.IsZero ? Zero : Of(Enumerable.Range(0, Degree + other.Degree + 1)
        .Select(power => Sum.Collect(Enumerable.Range(0, power + 1).SelectMany(i => At(i).Terms.SelectMany(_ => other.At(power - i).Terms, static (a, b) => a.Times(b))))));

    /// <summary>Its product with a weight, in factors: powers of p and of q = 1 - p, which keep their digits near 0, and a rest that is not 0 at either end. It is not 0 itself.</summary>
    public Monomial Factored(Monomial weight, Expr p, Expr q)
    {
        var (rest, product) = (this, weight);
        while (rest.AtZero.Terms.Count == 0)
        {
            (rest, product) = (Of(rest.Coefficients.Skip(1)), product.Times(Monomial.From(p)));
        }

        while (rest.AtOne.Terms.Count == 0)
        {
            (rest, product) = (rest.OverComplement(), product.Times(Monomial.From(q)));
        }

        return rest.AsFactor(p).Times(product);
    }

    // Divided by 1 - p, of which 1/(1 - p) = 1 + p + p² + ... makes partial sums.
    private Polynomial OverComplement() => Of(Enumerable.Range(1, Degree).Select(count => Sum.Collect(Coefficients.Take(count).SelectMany(static c => c.Terms))));

    private Monomial AsFactor(Expr p) => Coefficients.Count == 1 && Coefficients[0].Terms.Count == 1
        ? Coefficients[0].Terms[0]
        : Monomial.From(new Sum(Coefficients.SelectMany((c, power) => c.Terms.Select(term => power == 0 ? term : term.Times(new(1, [new(p, power)])))).ToEquatableArray()).ToExpr());

    private Sum At(int power) => power < Coefficients.Count ? Coefficients[power] : None;

    private static Polynomial Of(IEnumerable<Sum> coefficients)
    {
        List<Sum> all = [.. coefficients];
        while (all.Count > 0 && all[^1].Terms.Count == 0)
        {
            all.RemoveAt(all.Count - 1);
        }

        return new(all.ToEquatableArray());
    }
}
