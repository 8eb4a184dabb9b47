using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Rewriting;

/// <summary>
/// Removes cancellation from sums of labels and probabilities whose terms cancel at p = 0 or p = 1, for y = 0 or y = 1. Example: 1 - (y a + (1 - y) b) becomes
/// y (1 - a) + (1 - y)(1 - b). Such a sum is a polynomial y A(p) + (1 - y) B(p). Powers of p and of q = 1 - p are factored out of A and B, because p and q are computed from
/// the logit with all significant digits.
/// </summary>
internal static class Cancellation
{
    private static readonly Monomial Label = Monomial.From(Quantities.Y);
    private static readonly Monomial LabelComplement = Monomial.From(new Apply(Arithmetic.Subtract, 1, Quantities.Y));

    /// <summary>Returns the sum rewritten so that its terms do not cancel where a prediction is certain, or the sum itself.</summary>
    /// <param name="sum">The sum, with like terms collected.</param>
    /// <param name="atAnyCost">Whether the result may take more operations than <paramref name="sum"/>.</param>
    public static Sum Remove(Sum sum, bool atAnyCost) => ComplementRule.Pairs.Aggregate(sum, (rewritten, pair) => Remove(rewritten, pair.P, pair.Q, atAnyCost));

    /// <summary>Whether terms of the sum cancel where a prediction is certain: at p = 0 or p = 1.</summary>
    public static bool Cancels(Sum sum) => ComplementRule.Pairs.Any(pair => ReadsPrediction(sum, pair.P, pair.Q) && Groups(sum, pair.P, pair.Q).Exists(static group => group.Cancels));

    /// <summary>Whether the sum is a polynomial in y and p that is 0 at p = 0 or p = 1, for y = 0 or for y = 1.</summary>
    public static bool CanVanish(Sum sum) => ComplementRule.Pairs.Any(pair => Groups(sum, pair.P, pair.Q) is [{ Others.Factors.Count: 0 } group] && group.CanVanish);

    /// <summary>Returns a and b of a sum that equals y a + (1 - y) b, where each of a and b is p, q or a positive number, and a is not b. Returns null for other sums.</summary>
    public static (Expr OfOne, Expr OfZero)? Sides(Sum sum)
    {
        var (p, q) = ComplementRule.Pairs[0];
        return ReadsPrediction(sum, p, q) && Groups(sum, p, q) is [{ Others.Factors.Count: 0, Total: var total }] && Side(total.AtLabelOne) is { } ofOne && Side(total.AtLabelZero) is { } ofZero && !ofOne.Equals(ofZero)
            ? (ofOne, ofZero)
            : null;

        Expr? Side(Polynomial polynomial)
        {
            var side = polynomial.IsZero ? 0 : polynomial.Factored(Monomial.One, p, q).ToExpr();
            return side.Equals(p) || side.Equals(q) || side is Constant { Value: > 0 } ? side : null;
        }
    }

    private static Sum Remove(Sum sum, Expr p, Expr q, bool atAnyCost)
    {
        if (!ReadsPrediction(sum, p, q))
        {
            return sum;
        }

        foreach (var group in Groups(sum, p, q).Where(static group => group.Cancels))
        {
            var written = new Sum(group.Terms.Select(static term => term.Whole).ToEquatableArray()).ToExpr();
            var best = Forms(group, p, q)
                .Where(form => !Groups(form, p, q).Exists(static part => part.Cancels))
                .Select(static form => (Form: form, form.ToExpr().Size))
                .OrderBy(static form => form.Size).FirstOrDefault();
            if (best.Form is not null && (atAnyCost || (best.Size <= written.Size && !IsFactored(group, p, q))))
            {
                sum = Sum.Collect([.. sum.Terms.Where(term => !group.Terms.Exists(part => ReferenceEquals(part.Whole, term))), .. best.Form.Terms]);
            }
        }

        return sum;
    }

    // A sum that is written as a factor, as in 2 y + 2 (p - y), is left as it is: terms with the same factor may be added to it later.
    private static bool IsFactored(Group group, Expr p, Expr q) => group.Terms.Exists(term => term.Whole.Factors.Any(factor => Sum.IsSum(factor.Base) && LabelPolynomial.ReadsProbability(factor.Base, p, q)));

    // The candidates: y A + (1 - y) B, A + (1 - y)(B - A) and B + y (A - B).
    private static IEnumerable<Sum> Forms(Group group, Expr p, Expr q)
    {
        var (ofOne, ofZero) = (group.Total.AtLabelOne, group.Total.AtLabelZero);
        var (more, less) = (ofOne.Minus(ofZero), ofZero.Minus(ofOne));
        return more.IsZero
            ? [ToSum((Monomial.One, ofOne))]
            : [ToSum((Label, ofOne), (LabelComplement, ofZero)), ToSum((Monomial.One, ofOne), (LabelComplement, less)), ToSum((Monomial.One, ofZero), (Label, more))];

        // A part can be a sum of its own. It is flattened as it will be when the result is read again, so that cancellation in it is seen.
        Sum ToSum(params (Monomial Weight, Polynomial Polynomial)[] parts) =>
            Sum.From(new Sum(parts.Where(static part => !part.Polynomial.IsZero).Select(part => part.Polynomial.Factored(part.Weight, p, q).Times(group.Others)).ToEquatableArray()).ToExpr());
    }

    // A quick test, since most sums do not read p.
    private static bool ReadsPrediction(Sum sum, Expr p, Expr q) =>
        sum.Terms.Count > 1 && sum.Terms.Any(term => term.Factors.Any(factor => LabelPolynomial.ReadsProbability(factor.Base, p, q)));

    // Only terms whose factors other than labels, probabilities and numbers are the same can cancel.
    private static List<Group> Groups(Sum sum, Expr p, Expr q)
    {
        List<Group> groups = [];
        foreach (var term in sum.Terms.Items)
        {
            var (polynomial, rest) = Split(term, p, q);
            if (groups.Find(group => group.Others.HasSameFactors(rest)) is not { } known)
            {
                groups.Add(known = new(rest, []));
            }

            known.Terms.Add((term, polynomial));
        }

        return groups;
    }

    private static (LabelPolynomial Polynomial, Monomial Others) Split(Monomial term, Expr p, Expr q)
    {
        var (polynomial, rest) = (LabelPolynomial.One.Scale(term.Coefficient), Monomial.One);
        foreach (var factor in term.Factors.Items)
        {
            var product = factor.Exponent > 0 && LabelPolynomial.Read(factor.ToExpr(), p, q) is { } read ? polynomial.Times(read) : null;
            (polynomial, rest) = product is null ? (polynomial, rest.Times(new(1, [factor]))) : (product, rest);
        }

        return (polynomial, rest);
    }

    private sealed record Group(Monomial Others, List<(Monomial Whole, LabelPolynomial Polynomial)> Terms)
    {
        public LabelPolynomial Total => Terms.Select(static term => term.Polynomial).Aggregate(static (sum, term) => sum.Plus(term));

        public bool Cancels => Terms.Count > 1 && (CancelsFor(static polynomial => polynomial.AtLabelOne) || CancelsFor(static polynomial => polynomial.AtLabelZero));

        public bool CanVanish => new[] { Total.AtLabelOne, Total.AtLabelZero }.Any(static side => !side.IsConstant && (side.AtZero.Terms.Count == 0 || side.AtOne.Terms.Count == 0));

        // Where every term is constant in p, as in 1 - y, the sum is exact.
        private bool CancelsFor(Func<LabelPolynomial, Polynomial> side)
        {
            List<Polynomial> terms = [.. Terms.Select(term => side(term.Polynomial))];
            return terms.Exists(static term => !term.IsConstant) && side(Total) is var total && (Cancels(total, static p => p.AtZero) || Cancels(total, static p => p.AtOne));

            bool Cancels(Polynomial total, Func<Polynomial, Sum> end) => end(total).Terms.Count == 0 && terms.Exists(term => end(term).Terms.Count > 0);
        }
    }
}
