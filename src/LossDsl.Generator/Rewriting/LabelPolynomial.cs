using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Rewriting;

/// <summary>
/// Polynomial y A(p) + (1 - y) B(p) of a label y and a probability p, as <see cref="Cancellation"/> reads products of labels and probabilities. The form is linear in y, so it
/// holds for soft labels too.
/// </summary>
/// <param name="AtLabelOne">A, the polynomial in p for y = 1.</param>
/// <param name="AtLabelZero">B, the polynomial in p for y = 0.</param>
internal sealed record LabelPolynomial(Polynomial AtLabelOne, Polynomial AtLabelZero)
{
    private const int MostDegree = 4;

    /// <summary>The polynomial 1.</summary>
    public static LabelPolynomial One { get; } = WithoutLabel(Polynomial.Constant(Monomial.One));

    private bool ReadsLabel => !AtLabelOne.Minus(AtLabelZero).IsZero;

    public LabelPolynomial Plus(LabelPolynomial other) => new(AtLabelOne.Plus(other.AtLabelOne), AtLabelZero.Plus(other.AtLabelZero));

    public LabelPolynomial Scale(double factor) => new(AtLabelOne.Scale(factor), AtLabelZero.Scale(factor));

    /// <summary>Returns the product, or null if it is not linear in y (for a soft label y² is not y) or its degree in p is above 4.</summary>
    public LabelPolynomial? Times(LabelPolynomial other) =>
        (ReadsLabel && other.ReadsLabel) || Math.Max(AtLabelOne.Degree, AtLabelZero.Degree) + Math.Max(other.AtLabelOne.Degree, other.AtLabelZero.Degree) > MostDegree
            ? null
            : new(AtLabelOne.Times(other.AtLabelOne), AtLabelZero.Times(other.AtLabelZero));

    private static readonly HashSet<Op> Transparent =
        [.. Arithmetic.Rows, Functions.Square, Functions.Pow, Conditions.Select, Functions.Max, Functions.Min, Functions.Abs, Functions.Stop];

    /// <summary>
    /// Whether the expression reads p or q below nothing but arithmetic, powers, choices, extremes, absolute values and stop-gradients. A quick test before a polynomial is read.
    /// </summary>
    public static bool ReadsProbability(Expr expression, Expr p, Expr q) => expression.Equals(p) || expression.Equals(q)
        || (expression is Apply { Level: Level.Pixel, Op: var op, Arguments: var a } && Transparent.Contains(op) && a.Any(part => ReadsProbability(part, p, q)));

    /// <summary>Reads an expression as a polynomial. Returns null if it reads anything but y, p, q, constants and hyperparameters, or if its degree is too high.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="p">The probability, perhaps as a stop-gradient.</param>
    /// <param name="q">The complement of <paramref name="p"/>.</param>
    public static LabelPolynomial? Read(Expr expression, Expr p, Expr q) => expression switch
    {
        _ when expression.Equals(p) => WithoutLabel(Polynomial.Identity),
        _ when expression.Equals(q) => One.Plus(WithoutLabel(Polynomial.Identity).Scale(-1)),
        Variable variable when variable.Equals(Quantities.Y) => new(One.AtLabelOne, Polynomial.Zero),
        Constant constant => WithoutLabel(Polynomial.Constant(new(constant.Value, []))),
        Variable { Level: Level.Fixed } => WithoutLabel(Polynomial.Constant(Monomial.From(expression))),
        Apply { Op: var op, Arguments: [var a] } when op == Arithmetic.Negate => Read(a, p, q)?.Scale(-1),
        Apply { Op: var op, Arguments: [var a, var b] } when op == Arithmetic.Add || op == Arithmetic.Subtract =>
            Read(a, p, q) is { } left && Read(b, p, q) is { } right ? left.Plus(op == Arithmetic.Add ? right : right.Scale(-1)) : null,
        Apply { Op: var op, Arguments: [var a, var b] } when op == Arithmetic.Multiply => Product(Read(a, p, q), Read(b, p, q)),
        Apply { Op: var op, Arguments: [var a] } when op == Functions.Square => Power(Read(a, p, q), 2),
        Apply { Op: var op, Arguments: [var a, Constant { Value: 3 or 4 } exponent] } when op == Functions.Pow => Power(Read(a, p, q), (int)exponent.Value),
        Apply { Level: Level.Fixed } => WithoutLabel(Polynomial.Constant(Monomial.From(expression))),
        _ => null,
    };

    private static LabelPolynomial WithoutLabel(Polynomial polynomial) => new(polynomial, polynomial);

    private static LabelPolynomial? Product(LabelPolynomial? a, LabelPolynomial? b) => a is null || b is null ? null : a.Times(b);

    private static LabelPolynomial? Power(LabelPolynomial? a, int exponent) => Enumerable.Repeat(a, exponent).Aggregate(Product);
}
