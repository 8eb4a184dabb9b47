using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Analysis of zeros: whether the target alone decides that a value is 0. Example: tp is 0 exactly where there is no foreground, because a probability lies strictly between
/// 0 and 1. As the prediction changes, a quotient by such a value does not jump to 0, and a root of it has no kink.
/// </summary>
/// <param name="domain">The domain of the loss.</param>
/// <param name="bounds">The bounds over that domain.</param>
/// <param name="dependence">The values that change with the prediction.</param>
internal sealed class TargetZeros(Domain domain, Bounds bounds, Dependence dependence)
{
    private const int MostProducts = 4;

    // Each nested sum is tried as it stands and multiplied out, so that without a limit the number of steps would grow exponentially.
    private int steps = 1000;

    // Ops that are 0 exactly where their argument is 0.
    private static readonly HashSet<Op> ZeroWithArgument =
        [Negate, Functions.Square, Functions.Sqrt, Functions.Cbrt, Functions.Abs, Functions.Tanh, Functions.Sinh, Functions.Atan, Functions.Asin, Functions.Asinh, Functions.Atanh, Functions.Expm1, Functions.Log1p, Functions.LogCosh];

    private static readonly HashSet<Variable> NeverZero = [.. Quantities.PredictionForms];

    /// <summary>Whether it is proved that, at every target, the value is 0 for all predictions or for none; false if undecided.</summary>
    public bool DependOnTargetAlone(Expr expression) => --steps > 0 && (!dependence.Changes(expression) || bounds.RangeOf(expression).ExcludesZero || expression switch
    {
        Variable variable => NeverZero.Contains(variable) || Quantities.SoftCounts.Contains(variable) || (domain.Stages.TryGetValue(variable, out var stage) && DependOnTargetAlone(stage)),
        Apply { Op: var op, Arguments: var a } when op == Multiply || op == Divide || (op == RegionOps.Ratio && !dependence.Changes(a[2])) => DependOnTargetAlone(a[0]) && DependOnTargetAlone(a[1]),
        Apply { Op: var op, Arguments: var a } when op == Functions.Pow => DependOnTargetAlone(a[0]) && !dependence.Changes(a[1]),
        Apply { Op: var op, Arguments: var a } when op == Functions.Log => DependOnTargetAlone(LogarithmZero(a[0])),
        Apply { Op: var op, Arguments: var a } when ZeroWithArgument.Contains(op) => DependOnTargetAlone(a[0]),
        Apply apply when Sum.IsSum(apply) => DependOnTargetAlone(Sum.From(apply)),
        _ => false,
    });

    private bool DependOnTargetAlone(Stage stage) => stage.Kind != StageKind.PixelAbove && DependOnTargetAlone(stage.Body) && (stage.Kind is StageKind.Formula or StageKind.Pixel || (stage.Window is not { IsNonNegative: false } && HasOneSign([bounds.RangeOf(stage.Body)])));

    // Terms of one sign do not cancel. The terms are those of the sum as it stands, or those of the sum multiplied out.
    private bool DependOnTargetAlone(Sum sum) => new[] { sum, Sum.Collect(sum.Terms.SelectMany(static term => MultipliedOut(term, MostProducts))) }.Any(written =>
        written.Terms.Select(static term => term.ToExpr()).ToList() is var terms && HasOneSign(terms.Select(bounds.RangeOf)) && terms.TrueForAll(DependOnTargetAlone));

    private static IEnumerable<Monomial> MultipliedOut(Monomial term, int rounds)
    {
        var sum = term.Factors.FirstOrDefault(static f => f.Exponent is 1 or 2 && Sum.IsSum(f.Base));
        if (sum is null || rounds == 0 || Sum.From(sum.Base).Terms is not { Count: <= MostProducts } parts)
        {
            return [term];
        }

        var rest = sum.Exponent == 1 ? term.Remove(sum) : term.Remove(sum).Times(Monomial.From(sum.Base));
        return parts.SelectMany(part => MultipliedOut(rest.Times(part), rounds - 1));
    }

    private static bool HasOneSign(IEnumerable<Interval> ranges) => ranges.All(static r => r.IsNonNegative) || ranges.All(static r => r.IsNonPositive);

    // log(N / D) is 0 exactly where N - D is 0, and log x where x - 1 is 0.
    private static Expr LogarithmZero(Expr x) => Simplifier.Simplify(x is Apply { Op: var op, Arguments: [var above, var below] } && op == Divide ? above - below : x - 1);
}
