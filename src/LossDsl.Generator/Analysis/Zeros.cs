using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Values of which the target alone decides whether they are 0: tp is 0 where there is no foreground, and nowhere else, for a probability is between 0 and 1.
/// A quotient by such a value does not jump to 0 as the prediction changes, nor does a root of it have a kink.
/// </summary>
/// <param name="domain">The domain of the loss.</param>
/// <param name="bounds">The bounds in it.</param>
/// <param name="dependence">What changes with the prediction.</param>
internal sealed class Zeros(Domain domain, Bounds bounds, Dependence dependence)
{
    private const int MostProducts = 4;

    // Sums within sums are tried as they stand and multiplied out.
    private int steps = 1000;

    // Of these the sign, or that they are 0, is that of their argument.
    private static readonly HashSet<Op> LikeArgument =
        [Negate, Functions.Square, Functions.Sqrt, Functions.Cbrt, Functions.Abs, Functions.Tanh, Functions.Sinh, Functions.Atan, Functions.Asin, Functions.Asinh, Functions.Atanh, Functions.Expm1, Functions.Log1p, Functions.LogCosh];

    private static readonly HashSet<Variable> Never = [.. Quantities.PredictionForms];

    private static readonly HashSet<Variable> Counts = [Quantities.TruePositives, Quantities.FalsePositives, Quantities.FalseNegatives, Quantities.TrueNegatives];

    /// <summary>Whether the value is 0 for all predictions or for none, at every target.</summary>
    public bool AreOfTarget(Expr expression) => --steps > 0 && (!dependence.Changes(expression) || bounds.RangeOf(expression).ExcludesZero || expression switch
    {
        Variable variable => Never.Contains(variable) || Counts.Contains(variable) || (domain.Stages.TryGetValue(variable, out var stage) && AreOfTarget(stage)),
        Apply { Op: var op, Arguments: var a } when op == Multiply || op == Divide => AreOfTarget(a[0]) && AreOfTarget(a[1]),
        Apply { Op: var op, Arguments: var a } when op == Functions.Pow => AreOfTarget(a[0]) && !dependence.Changes(a[1]),
        Apply { Op: var op, Arguments: var a } when op == Functions.Log => AreOfTarget(OfLogarithm(a[0])),
        Apply { Op: var op, Arguments: var a } when LikeArgument.Contains(op) => AreOfTarget(a[0]),
        Apply apply when Sum.IsSum(apply) => AreOfTarget(Sum.From(apply)),
        _ => false,
    });

    private bool AreOfTarget(Stage stage) => AreOfTarget(stage.Body) && (stage.Kind is StageKind.Formula or StageKind.Pixel || HasOneSign([bounds.RangeOf(stage.Body)]));

    // Terms of one sign do not cancel: those that stand there, or those of the sum multiplied out.
    private bool AreOfTarget(Sum sum) => new[] { sum, Sum.Collect(sum.Terms.SelectMany(static term => MultipliedOut(term, MostProducts))) }.Any(written =>
        written.Terms.Select(static term => term.ToExpr()).ToList() is var terms && HasOneSign(terms.Select(bounds.RangeOf)) && terms.TrueForAll(AreOfTarget));

    private static IEnumerable<Monomial> MultipliedOut(Monomial term, int rounds)
    {
        var sum = term.Factors.FirstOrDefault(static f => f.Exponent is 1 or 2 && Sum.IsSum(f.Base));
        if (sum is null || rounds == 0 || Sum.From(sum.Base).Terms is not { Count: <= MostProducts } parts)
        {
            return [term];
        }

        var rest = sum.Exponent == 1 ? term.Without(sum) : term.Without(sum).Times(Monomial.From(sum.Base));
        return parts.SelectMany(part => MultipliedOut(rest.Times(part), rounds - 1));
    }

    private static bool HasOneSign(IEnumerable<Interval> ranges) => ranges.All(static r => r.IsNonNegative) || ranges.All(static r => r.IsNonPositive);

    // log(N / D) is 0 where N - D is.
    private static Expr OfLogarithm(Expr x) => Simplifier.Simplify(x is Apply { Op: var op, Arguments: [var above, var below] } && op == Divide ? above - below : x - 1);
}
