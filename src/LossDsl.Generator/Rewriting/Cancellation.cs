using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Rewriting;

/// <summary>
/// 1 - (y a + (1 - y) b) becomes y (1 - a) + (1 - y)(1 - b), and so does every other sum of labels and probabilities whose terms cancel where the prediction is sure: at p = 0 or
/// p = 1, for y = 0 or y = 1. Such a sum is a polynomial y A(p) + (1 - y) B(p). Of A and B, powers of p and of 1 - p are split off, which have their digits from the logit.
/// </summary>
internal static class Cancellation
{
    private static readonly Monomial Label = Monomial.From(Quantities.Y);
    private static readonly Monomial OtherLabel = Monomial.From(new Apply(Arithmetic.Subtract, 1, Quantities.Y));

    /// <summary>The sum without such cancellations.</summary>
    /// <param name="sum">Terms, like ones collected.</param>
    /// <param name="atAnyCost">Whether it may take more operations than the sum as it was.</param>
    public static Sum Remove(Sum sum, bool atAnyCost) => ComplementRule.Pairs.Aggregate(sum, (rewritten, pair) => Remove(rewritten, pair.P, pair.Q, atAnyCost));

    /// <summary>Whether terms of the sum cancel where the prediction is sure.</summary>
    public static bool IsIn(Sum sum) => ComplementRule.Pairs.Any(pair => IsOf(sum, pair.P, pair.Q) && Groups(sum, pair.P, pair.Q).Exists(static group => group.Cancels));

    /// <summary>Whether the sum is 0 where a prediction is sure and right.</summary>
    public static bool CanVanish(Sum sum) => ComplementRule.Pairs.Any(pair => Groups(sum, pair.P, pair.Q) is [{ Others.Factors.Count: 0 } group] && group.CanVanish);

    /// <summary>a and b of a sum that is y a + (1 - y) b, where each of them is p, 1 - p or a positive number; null for others.</summary>
    public static (Expr OfOne, Expr OfZero)? Sides(Sum sum)
    {
        var (p, q) = ComplementRule.Pairs[0];
        return IsOf(sum, p, q) && Groups(sum, p, q) is [{ Others.Factors.Count: 0, Total: var total }] && Side(total.OfOne) is { } ofOne && Side(total.OfZero) is { } ofZero && !ofOne.Equals(ofZero)
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
        if (!IsOf(sum, p, q))
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

    // What is written as a factor, as in 2 y + 2 (p - y), may have others to be added to.
    private static bool IsFactored(Group group, Expr p, Expr q) => group.Terms.Exists(term => term.Whole.Factors.Any(factor => Sum.IsSum(factor.Base) && LabelPolynomial.Concerns(factor.Base, p, q)));

    // y A + (1 - y) B, and as A or B with what the other has more.
    private static IEnumerable<Sum> Forms(Group group, Expr p, Expr q)
    {
        var (ofOne, ofZero) = (group.Total.OfOne, group.Total.OfZero);
        var (more, less) = (ofOne.Minus(ofZero), ofZero.Minus(ofOne));
        return more.IsZero
            ? [Of((Monomial.One, ofOne))]
            : [Of((Label, ofOne), (OtherLabel, ofZero)), Of((Monomial.One, ofOne), (OtherLabel, less)), Of((Monomial.One, ofZero), (Label, more))];

        // As it will be read again: what is a sum of its own is taken apart.
        Sum Of(params (Monomial Weight, Polynomial Polynomial)[] parts) =>
            Sum.From(new Sum(parts.Where(static part => !part.Polynomial.IsZero).Select(part => part.Polynomial.Factored(part.Weight, p, q).Times(group.Others)).ToEquatableArray()).ToExpr());
    }

    // Most sums have nothing to do with it.
    private static bool IsOf(Sum sum, Expr p, Expr q) => sum.Terms.Count > 1 && sum.Terms.Any(term => term.Factors.Any(factor => LabelPolynomial.Concerns(factor.Base, p, q)));

    // Terms that differ in labels, probabilities and numbers alone can cancel.
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

        public bool Cancels => Terms.Count > 1 && (CancelsFor(static polynomial => polynomial.OfOne) || CancelsFor(static polynomial => polynomial.OfZero));

        public bool CanVanish => new[] { Total.OfOne, Total.OfZero }.Any(static side => !side.IsConstant && (side.AtZero.Terms.Count == 0 || side.AtOne.Terms.Count == 0));

        // 1 - y alone is exact.
        private bool CancelsFor(Func<LabelPolynomial, Polynomial> side)
        {
            List<Polynomial> terms = [.. Terms.Select(term => side(term.Polynomial))];
            return terms.Exists(static term => !term.IsConstant) && side(Total) is var total && (Cancels(total, static p => p.AtZero) || Cancels(total, static p => p.AtOne));

            bool Cancels(Polynomial total, Func<Polynomial, Sum> end) => end(total).Terms.Count == 0 && terms.Exists(term => end(term).Terms.Count > 0);
        }
    }
}
