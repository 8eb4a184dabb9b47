using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Product in the form <see cref="Coefficient"/> · <see cref="Factor"/> · <see cref="Above"/> / <see cref="Below"/>, with all nested products and quotients flattened
/// to factors above and below one fraction bar. <see cref="ProductBounds"/> looks for factors above the bar that a divisor bounds.
/// </summary>
internal sealed class Quotient
{
    private const int MostRewritten = 12;
    private readonly IBounds bounds;
    private int rewritten;

    private Quotient(IBounds bounds) => this.bounds = bounds;

    /// <summary>The product of all constants.</summary>
    public double Coefficient { get; private set; } = 1;

    /// <summary>The range of the remaining factor, for the parts that are known only by an interval; 1 if there are none.</summary>
    public Interval Factor { get; private set; } = Interval.Point(1);

    /// <summary>Factors of the numerator. A factor with exponent n is listed n times.</summary>
    public List<Expr> Above { get; } = [];

    /// <summary>Factors of the denominator. A factor with exponent n is listed n times.</summary>
    public List<Expr> Below { get; } = [];

    /// <summary>Whether the product may be NaN, because generated code divides by a value that can be 0 and has no rule for 0/0.</summary>
    public bool MayBeUndefined { get; private set; }

    /// <summary>Flattens a product, and cancels the factors that stand both above and below the bar.</summary>
    public static Quotient From(Expr product, IBounds bounds)
    {
        var quotient = new Quotient(bounds);
        quotient.Flatten(product, 1);
        foreach (var common in quotient.Above.Where(quotient.Below.Contains).ToList().Where(quotient.Below.Remove))
        {
            // A factor divided by itself is 1, or 0 where it is 0.
            quotient.Above.Remove(common);
            quotient.Factor = bounds.RangeOf(common).ExcludesZero ? quotient.Factor : IntervalArithmetic.Multiply(quotient.Factor, Interval.Unit);
        }

        return quotient;
    }

    /// <summary>
    /// Whether generated code returns 0 for this quotient where its divisor is 0. True for quotients of regions and images, unless the divisor is fixed (constants and
    /// hyperparameters).
    /// </summary>
    public static bool IsZeroAtPole(Apply quotient) =>
        quotient is { Level: not Level.Pixel, Arguments: [_, { Level: not Level.Fixed }] } && quotient.Op == Divide;

    /// <summary>Whether the value of this quotient where its divisor is 0 is chosen: 0, or a limit at 0/0.</summary>
    public static bool HasValueAtPole(Apply quotient) => quotient.Op == RegionOps.Ratio || IsZeroAtPole(quotient);

    private void Flatten(Expr expression, int exponent)
    {
        switch (expression)
        {
            case Constant { Value: not 0 } constant:
                Coefficient *= Math.Pow(constant.Value, exponent);
                break;
            case Apply { Op: var op, Arguments: var a } when op == Negate:
                Coefficient *= exponent % 2 == 0 ? 1 : -1;
                Flatten(a[0], exponent);
                break;
            case Apply { Op: var op, Arguments: var a } when op == Multiply:
                Flatten(a[0], exponent);
                Flatten(a[1], exponent);
                break;
            case Apply { Op: var op, Arguments: var a } quotient when op == Divide:
                MayBeUndefined |= exponent > 0 && IsUndefined(quotient);
                Flatten(a[0], exponent);
                Flatten(a[1], -exponent);
                break;
            case Apply { Op: var op, Arguments: var a } when op == Functions.Square:
                Flatten(a[0], 2 * exponent);
                break;
            case Apply { Op: var op, Arguments: [var x, Constant { Value: var power }] } when op == Functions.Pow && power == Math.Floor(power) && Math.Abs(power) is > 0 and <= 4:
                MayBeUndefined |= power < 0 && !bounds.DivisorRange(x).ExcludesZero && bounds.PoleRule != PoleRule.UnboundedSlopeUnclamped;
                Flatten(x, (int)power * exponent);
                break;
            case Apply apply when bounds.PoleRule == PoleRule.UnboundedSlopeUnclamped && rewritten < MostRewritten && TryExposePole(apply, exponent):
                rewritten++;
                break;
            default:
                Add(expression, exponent);
                break;
        }
    }

    // In a value, a quotient has the 0/0 rule of regions only if all of it is of regions. In a slope, each divisor of regions has that rule by itself.
    private bool IsUndefined(Apply quotient) => bounds.PoleRule == PoleRule.InfiniteValue
        ? !IsZeroAtPole(quotient) && !bounds.DivisorRange(quotient.Arguments[1]).ExcludesZero
        : Monomial.From(quotient.Arguments[1]).Factors.Any(f => f.Exponent > 0 && f.Base.Level is Level.Pixel or Level.Fixed && !IsClamped(f.Base) && !bounds.DivisorRange(f.Base).ExcludesZero);

    private bool IsClamped(Expr divisor) => bounds.PoleRule == PoleRule.UnboundedSlopeUnclamped && divisor is Apply { Op: var op } && op == Functions.ClampPositive;

    private void Add(Expr expression, int exponent)
    {
        for (var i = 0; i < Math.Min(Math.Abs(exponent), 8); i++)
        {
            (exponent > 0 ? Above : Below).Add(expression);
        }

        if (Math.Abs(exponent) > 8)
        {
            Factor = Interval.Anything;
        }
    }

    // Rewrites an op that is infinite at x = 0 to a finite numerator over x. Example: the slope of x^e is e x^e / x. That x can then cancel with factors above the bar.
    private bool TryExposePole(Apply apply, int exponent)
    {
        var (op, a) = (apply.Op, apply.Arguments);
        if (op == Functions.ClampPositive)
        {
            Flatten(a[0], exponent);
            return true;
        }

        if (op == Functions.PowSlope)
        {
            Flatten(a[1] * new Apply(Functions.Pow, a[0], Simplifier.Simplify(a[1] - 1)), exponent);
            return true;
        }

        if (op == Functions.Pow && exponent == 1 && !bounds.RangeOf(a[0]).IsPositive && bounds.RangeOf(a[1]).Low < 0 && bounds.RangeOf(a[1]).Low >= -2)
        {
            Flatten(Simplifier.Simplify(new Apply(Functions.Pow, a[0], a[1] + 1)), 1);
            Flatten(a[0], -1);
            return true;
        }

        if (op == Functions.Sqrt && exponent < 0 && !bounds.RangeOf(a[0]).IsPositive)
        {
            Add(apply, -exponent);
            Flatten(a[0], exponent);
            return true;
        }

        return exponent < 0 && TryBoundLogarithm(apply, exponent);
    }

    // For u >= 0, log(1 + u) is at least u / (1 + u): its reciprocal is (1 + u) / u times a factor in [0, 1].
    private bool TryBoundLogarithm(Apply apply, int exponent)
    {
        if (apply.Op != Functions.Log1p || !bounds.RangeOf(apply.Arguments[0]).IsNonNegative)
        {
            return false;
        }

        Factor = IntervalArithmetic.Multiply(Factor, Interval.Unit);
        Flatten(1 + apply.Arguments[0], -exponent);
        Flatten(apply.Arguments[0], exponent);
        return true;
    }
}
