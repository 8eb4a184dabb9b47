using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Pixels;

/// <summary>
/// Fuses terms in p and in 1 - p into one op: a p + b (1 - p), a log p + b log(1 - p) and p (1 - p). A kernel computes each of these with fewer operations than
/// p, 1 - p and their logarithms separately, because one exponential of the likelier outcome serves both. A pass that reads p, 1 - p or a logarithm elsewhere stays as it is.
/// </summary>
internal static class OutcomeFusion
{
    /// <summary>a p + b (1 - p), from a and b.</summary>
    public static readonly Op Expected = KernelOp.Create("expected", 2);

    /// <summary>a log p + b log(1 - p), from a and b, where a + b = 1.</summary>
    public static readonly Op LogLikelihoodOfLabel = KernelOp.Create("logLikelihoodOfLabel", 2);

    /// <summary>a log p + b log(1 - p), from a, b and a + b.</summary>
    public static readonly Op LogLikelihood = KernelOp.Create("logLikelihood", 3);

    /// <summary>p (1 - p).</summary>
    public static readonly Op Variance = KernelOp.Create("variance", 0);

    // Contributions to the soft counts are products of p and 1 - p; the slope of a contribution is the label.
    private static readonly IReadOnlyList<Variable> Counts = [.. Quantities.Contributions.Where(static quantity => !quantity.Equals(Quantities.TruePositiveSlope))];

    /// <summary>Returns the pass with its terms in p and 1 - p fused.</summary>
    /// <param name="pass">A pass whose coefficients are hoisted.</param>
    /// <param name="isComplement">Whether a variable is 1 - y.</param>
    public static Pass Join(Pass pass, Func<Variable, bool> isComplement)
    {
        var withVariance = Without(pass, Quantities.P, Quantities.Q, OfVariance);
        var withLogarithms = Without(withVariance, Quantities.LogP, Quantities.LogQ, sum => OfSum(sum, Quantities.LogP, Quantities.LogQ, OfLogarithms));
        return Without(withLogarithms, Quantities.P, Quantities.Q, static sum => OfSum(sum, Quantities.P, Quantities.Q, static (a, b) => new Apply(Expected, a, b)));

        Expr OfLogarithms(Expr a, Expr b) => IsLabel(a, b) || IsLabel(b, a) ? new Apply(LogLikelihoodOfLabel, a, b) : new Apply(LogLikelihood, a, b, Simplifier.Simplify(a + b));

        bool IsLabel(Expr y, Expr other) => y.Equals(Quantities.Y) && (LabelPowerFusion.IsOneMinusLabel(other) || (other is Variable variable && isComplement(variable)));
    }

    // The gradient by given probabilities does not count as a reader: where it is computed, the input is p, and p and 1 - p are at hand.
    private static Pass Without(Pass pass, Variable p, Variable q, Func<Expr, Expr> rewrite)
    {
        var joined = pass.MapExpressions(Everywhere);
        var ofLogits = joined.Gradient is { } gradient ? joined with { Gradient = gradient with { ByProbability = null } } : joined;
        return ofLogits.Reads(p) || ofLogits.Reads(q) || (p.Equals(Quantities.P) && Counts.Any(ofLogits.Reads)) ? pass : joined;

        Expr Everywhere(Expr expression) => expression is Apply apply ? rewrite(new Apply(apply.Op, [.. apply.Arguments.Select(Everywhere)])) : expression;
    }

    private static Expr OfVariance(Expr product)
    {
        var term = Monomial.From(product);
        return term.ExponentOf(Quantities.P) != 1 || term.ExponentOf(Quantities.Q) != 1 || Sum.IsSum(product) ? product
            : Without(Without(term, Quantities.P), Quantities.Q).Times(Monomial.From(new Apply(Variance))).ToExpr();
    }

    // a p + b q, negated as a whole where all its terms are negative.
    private static Expr OfSum(Expr sum, Variable p, Variable q, Func<Expr, Expr, Expr> join)
    {
        var terms = Sum.IsSum(sum) ? Sum.From(sum).Terms : [];
        var ofP = terms.Where(term => term.ExponentOf(p) == 1 && term.ExponentOf(q) == 0).ToList();
        var ofQ = terms.Where(term => term.ExponentOf(q) == 1 && term.ExponentOf(p) == 0).ToList();
        // A factor that depends on the prediction reads p or q separately, so that fusion would save nothing.
        if (ofP.Count == 0 || ofQ.Count == 0 || ofP.Concat(ofQ).Any(term => term.Factors.Any(factor => !factor.Base.Equals(p) && !factor.Base.Equals(q) && Quantities.PredictionForms.Any(factor.Base.Reads))))
        {
            return sum;
        }

        var sign = ofP.Concat(ofQ).All(static term => term.Coefficient < 0) ? -1 : 1;
        var joined = join(Of(ofP, p), Of(ofQ, q));
        return terms.Where(term => !ofP.Contains(term) && !ofQ.Contains(term)).Aggregate(sign < 0 ? -joined : joined, static (all, term) => term.Coefficient < 0 ? all - term.Scale(-1).ToExpr() : all + term.ToExpr());

        Expr Of(List<Monomial> ofOne, Variable factor) => Sum.Collect(ofOne.Select(term => Without(term, factor).Scale(sign))).ToExpr();
    }

    private static Monomial Without(Monomial term, Variable factor) => term.Remove(new(factor, 1));
}
