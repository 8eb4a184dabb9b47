using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Rewriting;

/// <summary>Product in normal form: a number times whole powers of factors that are not products themselves. Example: 2 tp / D² is (2, tp¹ D⁻²).</summary>
/// <param name="Coefficient">The number.</param>
/// <param name="Factors">The factors with different bases, in the order in which they first occur.</param>
internal sealed record Monomial(double Coefficient, EquatableArray<Factor> Factors)
{
    /// <summary>The product 1.</summary>
    public static Monomial One { get; } = new(1, []);

    /// <summary>Reads an expression. Negations, products, quotients, squares, whole powers and constants are taken apart; every other op, a sum too, is one factor.</summary>
    public static Monomial From(Expr expression) => expression switch
    {
        Constant constant => new(constant.Value, []),
        Apply { Op: var op, Arguments: var a } when op == Arithmetic.Negate => From(a[0]).Scale(-1),
        Apply { Op: var op, Arguments: var a } when op == Arithmetic.Multiply => From(a[0]).Times(From(a[1])),
        Apply { Op: var op, Arguments: var a } when op == Arithmetic.Divide => From(a[0]).Times(From(a[1]).Reciprocal()),
        Apply { Op: var op, Arguments: var a } when op == Functions.Square => From(a[0]).Raise(2),
        Apply { Op: var op, Arguments: [var x, Constant exponent] } when op == Functions.Pow && IsWhole(exponent.Value) => From(x).Raise((int)exponent.Value),
        _ => new(1, [new(expression, 1)]),
    };

    /// <summary>Multiplies the coefficient.</summary>
    public Monomial Scale(double factor) => this with { Coefficient = Coefficient * factor };

    /// <summary>Returns the product of two monomials. Exponents of equal bases are added, and factors with exponent 0 are dropped.</summary>
    public Monomial Times(Monomial other)
    {
        if (Factors.Count == 0 || other.Factors.Count == 0)
        {
            return new(Coefficient * other.Coefficient, Factors.Count == 0 ? other.Factors : Factors);
        }

        if (!Array.Exists(other.Factors.Items, factor => IndexOf(factor.Base) >= 0))
        {
            return new(Coefficient * other.Coefficient, new([.. Factors.Items, .. other.Factors.Items]));
        }

        List<Factor> factors = [.. Factors.Items];
        foreach (var factor in other.Factors.Items)
        {
            var index = IndexOf(factor.Base);
            if (index < 0)
            {
                factors.Add(factor);
            }
            else
            {
                factors[index] = new(factor.Base, factors[index].Exponent + factor.Exponent);
            }
        }

        factors.RemoveAll(static f => f.Exponent == 0);
        return new Monomial(Coefficient * other.Coefficient, new([.. factors])).SquareRoots();
    }

    // sqrt(a)² = a, likewise for higher powers of roots.
    private Monomial SquareRoots()
    {
        foreach (var factor in Factors.Items)
        {
            if (Math.Abs(factor.Exponent) > 1 && factor.Base is Apply { Op: var op, Arguments: var a } && op == Functions.Sqrt)
            {
                return Remove(factor).Times(new(1, factor.Exponent % 2 == 0 ? [] : [factor with { Exponent = factor.Exponent % 2 }])).Times(From(a[0]).Raise(factor.Exponent / 2));
            }
        }

        return this;
    }

    /// <summary>Rewrites x · (e x^(e - 1)) to e x^e, which needs no clamp at x = 0.</summary>
    public Monomial AbsorbSlopes()
    {
        var slope = Factors.FirstOrDefault(f => f is { Exponent: 1, Base: Apply { Op: var op } apply } && op == Functions.PowSlope && ExponentOf(apply.Arguments[0]) > 0);
        if (slope?.Base is not Apply { Arguments: [var x, var exponent] })
        {
            return this;
        }

        var power = new Monomial(1, [new(new Apply(Functions.Pow, x, exponent), 1)]);
        return Remove(slope).Times(new(1, [new(x, -1)])).Times(From(exponent)).Times(power).AbsorbSlopes();
    }

    /// <summary>Returns the exponent of a factor, or 0 if the product does not have it.</summary>
    public int ExponentOf(Expr factor) => IndexOf(factor) is var index && index < 0 ? 0 : Factors[index].Exponent;

    /// <summary>Returns the factors with negative exponents as a product with coefficient 1. For 2 tp / D² it is D⁻².</summary>
    public Monomial Denominator() => Where(static f => f.Exponent < 0) with { Coefficient = 1 };

    /// <summary>Returns the coefficient and the factors with positive exponents.</summary>
    public Monomial Numerator() => Where(static f => f.Exponent > 0);

    /// <summary>Returns the product without a factor.</summary>
    public Monomial Remove(Factor factor) => Where(f => f != factor);

    /// <summary>Returns the coefficient and the factors for which the predicate is true.</summary>
    public Monomial Where(Func<Factor, bool> isKept) => this with { Factors = Factors.Where(isKept).ToEquatableArray() };

    /// <summary>Whether the two products are like terms: the same factors in any order, and any coefficients.</summary>
    public bool HasSameFactors(Monomial other)
    {
        if (Factors.Count != other.Factors.Count)
        {
            return false;
        }

        foreach (var factor in Factors.Items)
        {
            if (other.ExponentOf(factor.Base) != factor.Exponent)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Returns the expression: a quotient of two products, with a negation in front if the coefficient is negative.</summary>
    public Expr ToExpr()
    {
        if (Coefficient < 0 && Factors.Count > 0)
        {
            return new Apply(Arithmetic.Negate, Scale(-1).ToExpr());
        }

        Expr? above = Coefficient == 1 ? null : Coefficient;
        Expr? below = null;
        foreach (var factor in Factors.Items)
        {
            (above, below) = factor.Exponent > 0 ? (Product(above, factor.ToExpr()), below) : (above, Product(below, factor.Reciprocal().ToExpr()));
        }

        var top = above ?? 1;
        return below is null ? top : new Apply(Arithmetic.Divide, top, below);
    }

    private static Expr Product(Expr? product, Expr factor) => product is null ? factor : new Apply(Arithmetic.Multiply, product, factor);

    private int IndexOf(Expr factor)
    {
        var factors = Factors.Items;
        for (var i = 0; i < factors.Length; i++)
        {
            if (factors[i].Base.Equals(factor))
            {
                return i;
            }
        }

        return -1;
    }

    private Monomial Reciprocal() => new(1 / Coefficient, Factors.Select(static f => f.Reciprocal()).ToEquatableArray());

    private Monomial Raise(int exponent) =>
        new Monomial(Math.Pow(Coefficient, exponent), Factors.Select(f => f with { Exponent = f.Exponent * exponent }).Where(static f => f.Exponent != 0).ToEquatableArray()).SquareRoots();

    private static bool IsWhole(double exponent) => exponent == Math.Floor(exponent) && Math.Abs(exponent) <= 64;
}

/// <summary>Factor of a <see cref="Monomial"/>: a whole power of an expression that is not a product.</summary>
internal sealed record Factor(Expr Base, int Exponent)
{
    public Factor Reciprocal() => this with { Exponent = -Exponent };

    public Expr ToExpr() => Exponent switch
    {
        1 => Base,
        2 => new Apply(Functions.Square, Base),
        _ => new Apply(Functions.Pow, Base, new Constant(Exponent)),
    };
}
