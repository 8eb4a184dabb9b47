using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Backends.Pixels;

/// <summary>
/// Fuses a y u^e + b (1 - y) v^e into one op. Almost every label y is 0 or 1, which makes one of the two powers irrelevant, and a power with an arbitrary exponent
/// costs more than the rest of a pixel. The fused op selects its base by the label and computes one power, or two where a label lies between 0 and 1.
/// </summary>
internal static class LabelPowerFusion
{
    /// <summary>a y u^e + b (1 - y) v^e, of y, a, u, b, v and e.</summary>
    public static readonly Op OfPow = KernelOp.Create("powOfLabel", 6);

    /// <summary>As <see cref="OfPow"/>, with derivatives e u^(e - 1) and e v^(e - 1) in place of the powers.</summary>
    public static readonly Op OfPowSlope = KernelOp.Create("powSlopeOfLabel", 6);

    private static readonly IReadOnlyDictionary<Op, Op> Labelled = new Dictionary<Op, Op> { [Functions.Pow] = OfPow, [Functions.PowSlope] = OfPowSlope };

    /// <summary>Returns the expression with its sum of two label powers fused, if it has one.</summary>
    /// <param name="expression">An expression whose coefficients are hoisted.</param>
    /// <param name="isComplement">Whether a variable is 1 - y.</param>
    /// <param name="isNumber">Whether a variable is a number, not a lane of them.</param>
    public static Expr Join(Expr expression, Func<Variable, bool> isComplement, Func<Variable, bool> isNumber)
    {
        var terms = Sum.From(expression).Terms;
        foreach (var ofOne in terms.Where(static term => term.ExponentOf(Quantities.Y) == 1))
        {
            foreach (var power in Factors(ofOne).OfType<Apply>().Where(IsCostly))
            {
                if (terms.FirstOrDefault(term => Factors(term).Any(IsComplement) && Factors(term).Any(factor => IsAlike(factor, power))) is { } ofZero)
                {
                    var other = (Apply)Factors(ofZero).First(factor => IsAlike(factor, power));
                    var joined = new Apply(
                        Labelled[power.Op],
                        Quantities.Y,
                        Without(ofOne, Quantities.Y, power),
                        power.Arguments[0],
                        Without(ofZero, Factors(ofZero).First(IsComplement), other),
                        other.Arguments[0],
                        power.Arguments[1]);
                    return terms.Where(term => term != ofOne && term != ofZero).Aggregate((Expr)joined, static (sum, term) => term.Coefficient < 0 ? sum - term.Scale(-1).ToExpr() : sum + term.ToExpr());
                }
            }
        }

        return expression;

        // Whole and half exponents take a few products and roots only.
        bool IsCostly(Apply apply) => Labelled.ContainsKey(apply.Op) && apply.Arguments[1] switch
        {
            Constant { Value: var e } => 2 * e != Math.Floor(2 * e),
            Variable exponent => isNumber(exponent),
            _ => false,
        };

        bool IsComplement(Expr factor) => factor is Variable variable ? isComplement(variable) : IsOneMinusLabel(factor);
    }

    private static IEnumerable<Expr> Factors(Monomial term) => term.Factors.Where(static f => f.Exponent == 1).Select(static f => f.Base);

    private static Expr Without(Monomial term, Expr label, Expr power) => term.Remove(new(label, 1)).Remove(new(power, 1)).ToExpr();

    /// <summary>Whether an expression is 1 - y.</summary>
    public static bool IsOneMinusLabel(Expr expression) => expression.Equals(1 - (Expr)Quantities.Y);

    /// <summary>Whether the last argument of an op is an exponent.</summary>
    public static bool IsPower(Op op) => Labelled.ContainsKey(op) || Labelled.Values.Contains(op);

    private static bool IsAlike(Expr factor, Apply power) => factor is Apply apply && apply.Op == power.Op && apply.Arguments[1].Equals(power.Arguments[1]);
}
