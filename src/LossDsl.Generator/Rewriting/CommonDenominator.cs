using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Rewriting;

/// <summary>
/// Brings two terms of a sum over their common denominator where that cancels terms: k - N/D becomes (k D - N)/D, and k/D - N/D² becomes (k D - N)/D². Near N = k D the left side
/// is a difference of two almost equal numbers and loses its significant digits (all of them in float32 from logits of ±17 on). On the right the equal terms cancel symbolically.
/// </summary>
internal static class CommonDenominator
{
    // All pairs of terms are tried, which takes too long for a long sum.
    private const int MostTerms = 16;

    /// <summary>Combines pairs of terms until no pair is left whose combination cancels terms. Returns a sum of more than 16 terms unchanged.</summary>
    public static Sum Combine(Sum sum)
    {
        if (sum.Terms.Count > MostTerms)
        {
            return sum;
        }

        foreach (var quotient in sum.Terms)
        {
            foreach (var whole in sum.Terms.Where(whole => !ReferenceEquals(whole, quotient)))
            {
                foreach (var divisor in quotient.Factors.Where(static f => f.Exponent < 0))
                {
                    if (TryCombine(whole, quotient, divisor.Base) is { } combined)
                    {
                        var others = sum.Terms.Where(t => !ReferenceEquals(t, whole) && !ReferenceEquals(t, quotient));
                        return Combine(Sum.Collect([combined, .. others]));
                    }
                }
            }
        }

        return sum;
    }

    // Applies if the quotient's denominator is that of the whole times the divisor once.
    private static Monomial? TryCombine(Monomial whole, Monomial quotient, Expr divisor)
    {
        var once = new Monomial(1, [new(divisor, 1)]);
        if (!whole.Denominator().HasSameFactors(quotient.Denominator().Times(once)) || whole.ExponentOf(divisor) > 0)
        {
            return null;
        }

        var expandedWhole = Sum.Distribute(whole.Numerator().Times(once)).ToList();
        var expandedNumerator = Sum.Distribute(quotient.Numerator()).ToList();
        var numerator = Sum.Collect([.. expandedWhole, .. expandedNumerator]);
        var aPairIsGone = numerator.Terms.Count <= expandedWhole.Count + expandedNumerator.Count - 2;
        return !aPairIsGone ? null : numerator.Terms.Count == 0 ? new Monomial(0, []) : numerator.FactorOut().Times(quotient.Denominator());
    }
}
