using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Rewriting;

/// <summary>y A(p) + (1 - y) B(p): what a product of labels and probabilities is for every y, also between 0 and 1.</summary>
/// <param name="OfOne">A, the polynomial where y = 1.</param>
/// <param name="OfZero">B, the polynomial where y = 0.</param>
internal sealed record LabelPolynomial(Polynomial OfOne, Polynomial OfZero)
{
    private const int MostDegree = 4;

    public static LabelPolynomial One { get; } = Everywhere(Polynomial.Constant(Monomial.One));

    private bool ReadsLabel => !OfOne.Minus(OfZero).IsZero;

    public LabelPolynomial Plus(LabelPolynomial other) => new(OfOne.Plus(other.OfOne), OfZero.Plus(other.OfZero));

    public LabelPolynomial Scale(double factor) => new(OfOne.Scale(factor), OfZero.Scale(factor));

    /// <summary>The product, or null where its degree is too high: y² is not y.</summary>
    public LabelPolynomial? Times(LabelPolynomial other) =>
        (ReadsLabel && other.ReadsLabel) || Math.Max(OfOne.Degree, OfZero.Degree) + Math.Max(other.OfOne.Degree, other.OfZero.Degree) > MostDegree
            ? null
            : new(OfOne.Times(other.OfOne), OfZero.Times(other.OfZero));

    private static readonly HashSet<Op> Transparent =
        [.. Arithmetic.Rows, Functions.Square, Functions.Pow, Conditions.Select, Functions.Max, Functions.Min, Functions.Abs, Functions.Stop];

    /// <summary>Whether p or q is in it below sums, products and choices alone: a quick answer for all that has nothing to do with them.</summary>
    public static bool Concerns(Expr expression, Expr p, Expr q) => expression.Equals(p) || expression.Equals(q)
        || (expression is Apply { Level: Level.Pixel, Op: var op, Arguments: var a } && Transparent.Contains(op) && a.Any(part => Concerns(part, p, q)));

    /// <summary>Reads an expression of y, p, q and numbers; null where it is of something else, or of too high a degree.</summary>
    public static LabelPolynomial? Read(Expr expression, Expr p, Expr q) => expression switch
    {
        _ when expression.Equals(p) => Everywhere(Polynomial.Identity),
        _ when expression.Equals(q) => One.Plus(Everywhere(Polynomial.Identity).Scale(-1)),
        Variable variable when variable.Equals(Quantities.Y) => new(One.OfOne, Polynomial.Zero),
        Constant constant => Everywhere(Polynomial.Constant(new(constant.Value, []))),
        Variable { Level: Level.Fixed } => Everywhere(Polynomial.Constant(Monomial.From(expression))),
        Apply { Op: var op, Arguments: [var a] } when op == Arithmetic.Negate => Read(a, p, q)?.Scale(-1),
        Apply { Op: var op, Arguments: [var a, var b] } when op == Arithmetic.Add || op == Arithmetic.Subtract =>
            Read(a, p, q) is { } left && Read(b, p, q) is { } right ? left.Plus(op == Arithmetic.Add ? right : right.Scale(-1)) : null,
        Apply { Op: var op, Arguments: [var a, var b] } when op == Arithmetic.Multiply => Product(Read(a, p, q), Read(b, p, q)),
        Apply { Op: var op, Arguments: [var a] } when op == Functions.Square => Power(Read(a, p, q), 2),
        Apply { Op: var op, Arguments: [var a, Constant { Value: 3 or 4 } exponent] } when op == Functions.Pow => Power(Read(a, p, q), (int)exponent.Value),
        Apply { Level: Level.Fixed } => Everywhere(Polynomial.Constant(Monomial.From(expression))),
        _ => null,
    };

    private static LabelPolynomial Everywhere(Polynomial polynomial) => new(polynomial, polynomial);

    private static LabelPolynomial? Product(LabelPolynomial? a, LabelPolynomial? b) => a is null || b is null ? null : a.Times(b);

    private static LabelPolynomial? Power(LabelPolynomial? a, int exponent) => Enumerable.Repeat(a, exponent).Aggregate(Product);
}
