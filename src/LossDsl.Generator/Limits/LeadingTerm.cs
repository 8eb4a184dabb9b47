using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Limits;

/// <summary>
/// Leading term of an expression as ε goes to 0: <paramref name="Coefficient"/> · ε^<paramref name="Order"/>. A quotient has a limit if its divisor has no higher order than its
/// numerator.
/// </summary>
/// <param name="Coefficient">The coefficient, which does not depend on ε; 0 only for an expression that is 0 for every ε.</param>
/// <param name="Order">The exponent of ε; infinite for an expression that is 0 for every ε.</param>
internal readonly record struct LeadingTerm(Expr Coefficient, double Order)
{
    /// <summary>The leading term of 0.</summary>
    public static LeadingTerm Zero { get; } = new(0, double.PositiveInfinity);

    /// <summary>Whether the expression is 0 for every ε.</summary>
    public bool IsZero => double.IsPositiveInfinity(Order);

    /// <summary>Returns the leading term of an expression that does not depend on ε.</summary>
    public static LeadingTerm OfConstant(Expr expression) => expression is Constant { Value: 0 } ? Zero : new(expression, 0);

    /// <summary>Returns the leading term of the product of two expressions.</summary>
    public LeadingTerm Times(LeadingTerm other) => IsZero || other.IsZero ? Zero : new(Simplifier.Simplify(Coefficient * other.Coefficient), Order + other.Order);

    /// <summary>Returns the leading term of a power; null for a negative power of 0.</summary>
    public LeadingTerm? Raise(double exponent) =>
        !IsZero ? new(Simplifier.Simplify(new Apply(Functions.Pow, Coefficient, exponent)), Order * exponent)
        : exponent > 0 ? Zero
        : null;

    /// <summary>Returns the leading term of a sum; null if one of the terms is not known, or if the terms of the lowest order cancel.</summary>
    public static LeadingTerm? Sum(IReadOnlyList<LeadingTerm?> terms)
    {
        if (terms.Contains(null))
        {
            return null;
        }

        var order = terms.Min(static term => term?.Order) ?? double.PositiveInfinity;
        if (double.IsPositiveInfinity(order))
        {
            return Zero;
        }

        var coefficient = Simplifier.Simplify(terms.Where(term => term?.Order == order).Select(static term => term!.Value.Coefficient).Aggregate(static (total, next) => total + next));
        return coefficient is Constant { Value: 0 } ? null : new(coefficient, order);
    }
}
