using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Rewriting;

/// <summary>
/// k - N/D becomes (k D - N)/D where that makes terms cancel, and k/D - N/D² likewise. Near N = k D the left side is a difference of two almost equal numbers and loses its digits
/// (all of them in float32 from logits of ±17 on); on the right they have cancelled as symbols.
/// </summary>
internal static class CommonDenominator
{
    // Every pair of terms is tried, so a long sum is left as it is.
    private const int MostTerms = 16;

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

    // Both over the quotient's denominator, which has the divisor once more than the denominator of the whole.
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
