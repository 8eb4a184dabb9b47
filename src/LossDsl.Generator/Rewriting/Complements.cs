using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Rewriting;

/// <summary>
/// k - N/D becomes (k D - N)/D where that makes terms cancel. Near N = k D the left side is a difference of two almost equal numbers and loses its digits
/// (all of them in float32 from logits of ±17 on); on the right they have cancelled as symbols.
/// </summary>
internal static class Complements
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
            foreach (var whole in sum.Terms.Where(static t => t.Factors.All(static f => f.Exponent > 0)))
            {
                foreach (var divisor in quotient.Factors.Where(static f => f.Exponent == -1))
                {
                    if (TryCombine(whole, quotient, divisor) is { } combined)
                    {
                        var others = sum.Terms.Where(t => !ReferenceEquals(t, whole) && !ReferenceEquals(t, quotient));
                        return Combine(Sum.Collect([combined, .. others]));
                    }
                }
            }
        }

        return sum;
    }

    private static Monomial? TryCombine(Monomial whole, Monomial quotient, Factor divisor)
    {
        var expandedWhole = Sum.Distribute(whole.Times(new(1, [divisor.Reciprocal()]))).ToList();
        var expandedNumerator = Sum.Distribute(quotient.Without(divisor)).ToList();
        if (expandedNumerator.Any(static t => t.Factors.Any(static f => f.Exponent < 0)))
        {
            return null;
        }

        var numerator = Sum.Collect([.. expandedWhole, .. expandedNumerator]);
        var aPairIsGone = numerator.Terms.Count <= expandedWhole.Count + expandedNumerator.Count - 2;
        return aPairIsGone ? Monomial.Of(numerator.ToExpr()).Times(new(1, [divisor])) : null;
    }
}
