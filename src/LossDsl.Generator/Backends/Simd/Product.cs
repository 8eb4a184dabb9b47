using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Backends.Simd;

/// <summary>A term of a sum as its factors.</summary>
/// <param name="IsNegative">It is subtracted.</param>
/// <param name="Numerators">What is multiplied.</param>
/// <param name="Denominators">What it is divided by.</param>
internal sealed record Product(bool IsNegative, IReadOnlyList<Expr> Numerators, IReadOnlyList<Expr> Denominators)
{
    /// <summary>The terms of a sum; an expression that is none is one term.</summary>
    public static IEnumerable<Product> Terms(Expr expression) => expression switch
    {
        Apply { Op: var op, Arguments: [var a, var b] } when op == Arithmetic.Add => Terms(a).Concat(Terms(b)),
        Apply { Op: var op, Arguments: [var a, var b] } when op == Arithmetic.Subtract => Terms(a).Concat(Terms(b).Select(static term => term.Negated())),
        Apply { Op: var op, Arguments: [var a] } when op == Arithmetic.Negate => Terms(a).Select(static term => term.Negated()),
        _ => [Of(expression)],
    };

    /// <summary>Without one of its factors.</summary>
    public Product Without(Expr factor)
    {
        var rest = Numerators.ToList();
        rest.Remove(factor);
        return this with { Numerators = rest };
    }

    /// <summary>The term, signed.</summary>
    public Expr ToExpr() => IsNegative ? -Size() : Size();

    /// <summary>A sum with this one more term.</summary>
    public Expr AddTo(Expr sum) => IsNegative ? sum - Size() : sum + Size();

    private Expr Size()
    {
        var product = Numerators.Count == 0 ? 1 : Numerators.Skip(1).Aggregate(Numerators[0], static (product, factor) => product * factor);
        return Denominators.Aggregate(product, static (quotient, factor) => quotient / factor);
    }

    private Product Negated() => this with { IsNegative = !IsNegative };

    private static Product Of(Expr expression)
    {
        switch (expression)
        {
            case Apply { Op: var op, Arguments: [var a, var b] } when op == Arithmetic.Multiply:
                var (first, second) = (Of(a), Of(b));
                return new(first.IsNegative != second.IsNegative, [.. first.Numerators, .. second.Numerators], [.. first.Denominators, .. second.Denominators]);
            case Apply { Op: var op, Arguments: [var a, var b] } when op == Arithmetic.Divide:
                var (dividend, divisor) = (Of(a), Of(b));
                return new(dividend.IsNegative != divisor.IsNegative, [.. dividend.Numerators, .. divisor.Denominators], [.. dividend.Denominators, .. divisor.Numerators]);
            case Apply { Op: var op, Arguments: [var a] } when op == Arithmetic.Negate:
                return Of(a).Negated();
            default:
                return new(false, [expression], []);
        }
    }
}
