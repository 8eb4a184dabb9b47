using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Simd;

/// <summary>
/// Asks for what a pass has of both outcomes of a pixel in one: a p + b (1 - p), a log p + b log(1 - p) and p (1 - p) take fewer operations together than p and 1 - p
/// with their digits, and their logarithms, do on their own. Where one of these is read in another way too, it is there anyway, and all stays as it is.
/// </summary>
internal static class OutcomeFusion
{
    private static readonly Op Expected = KernelOp.Create("expected", 2, "pixel.Expected({0}, {1})");
    private static readonly Op OfLabel = KernelOp.Create("logLikelihoodOfLabel", 2, "pixel.LogLikelihood({0}, {1})");
    private static readonly Op LogLikelihood = KernelOp.Create("logLikelihood", 3, "pixel.LogLikelihood({0}, {1}, {2})");
    private static readonly Op Variance = KernelOp.Create("variance", 0, "pixel.Variance");

    // What a pixel adds to them is made of p and 1 - p; the slope of that is the label.
    private static readonly IReadOnlyList<Variable> Counts = [.. Quantities.Contributions.Where(static quantity => !quantity.Equals(Quantities.TruePositiveSlope))];

    /// <summary>How an op of these is spelled; null for others.</summary>
    public static Spelling? Spell(Op op) => op == Expected || op == OfLabel || op == LogLikelihood || op == Variance ? op.Scalar : default(Spelling?);

    /// <summary>The pass with both outcomes taken together.</summary>
    /// <param name="pass">Arithmetic on lanes.</param>
    /// <param name="isComplement">Whether a variable is 1 - y.</param>
    public static Pass Join(Pass pass, Func<Variable, bool> isComplement)
    {
        var withVariance = Without(pass, Quantities.P, Quantities.Q, OfVariance);
        var withLogarithms = Without(withVariance, Quantities.LogP, Quantities.LogQ, sum => OfSum(sum, Quantities.LogP, Quantities.LogQ, OfLogarithms));
        return Without(withLogarithms, Quantities.P, Quantities.Q, static sum => OfSum(sum, Quantities.P, Quantities.Q, static (a, b) => new Apply(Expected, a, b)));

        Expr OfLogarithms(Expr a, Expr b) => IsLabel(a, b) || IsLabel(b, a) ? new Apply(OfLabel, a, b) : new Apply(LogLikelihood, a, b, Simplifier.Simplify(a + b));

        bool IsLabel(Expr y, Expr other) => y.Equals(Quantities.Y) && (LabelPowerFusion.IsOneMinusLabel(other) || (other is Variable variable && isComplement(variable)));
    }

    // What the gradient by given probabilities reads is of no account: it is computed only where both outcomes are at hand.
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

    // a p + b q, with minus one before it where both have one.
    private static Expr OfSum(Expr sum, Variable p, Variable q, Func<Expr, Expr, Expr> join)
    {
        var terms = Sum.IsSum(sum) ? Sum.From(sum).Terms : [];
        var ofP = terms.Where(term => term.ExponentOf(p) == 1 && term.ExponentOf(q) == 0).ToList();
        var ofQ = terms.Where(term => term.ExponentOf(q) == 1 && term.ExponentOf(p) == 0).ToList();
        // What counts more or less by the prediction has a use for each outcome on its own.
        if (ofP.Count == 0 || ofQ.Count == 0 || ofP.Concat(ofQ).Any(term => term.Factors.Any(factor => !factor.Base.Equals(p) && !factor.Base.Equals(q) && Quantities.PredictionForms.Any(factor.Base.Reads))))
        {
            return sum;
        }

        var sign = ofP.Concat(ofQ).All(static term => term.Coefficient < 0) ? -1 : 1;
        var joined = join(Of(ofP, p), Of(ofQ, q));
        return terms.Where(term => !ofP.Contains(term) && !ofQ.Contains(term)).Aggregate(sign < 0 ? -joined : joined, static (all, term) => term.Coefficient < 0 ? all - term.Scale(-1).ToExpr() : all + term.ToExpr());

        Expr Of(List<Monomial> ofOne, Variable factor) => Sum.Collect(ofOne.Select(term => Without(term, factor).Scale(sign))).ToExpr();
    }

    private static Monomial Without(Monomial term, Variable factor) => term.Without(new(factor, 1));
}
