using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Analysis;

/// <summary>A product as factors above and below one bar.</summary>
internal sealed class Quotient
{
    private const int MostRewritten = 12;
    private readonly IBounds bounds;
    private int rewritten;

    private Quotient(IBounds bounds) => this.bounds = bounds;

    public double Coefficient { get; private set; } = 1;

    /// <summary>A factor of which only the range is known.</summary>
    public Interval Factor { get; private set; } = Interval.Point(1);

    public List<Expr> Above { get; } = [];

    public List<Expr> Below { get; } = [];

    /// <summary>Generated code divides by something that can be 0.</summary>
    public bool MayBeUndefined { get; private set; }

    public static Quotient From(Expr product, IBounds bounds)
    {
        var quotient = new Quotient(bounds);
        quotient.Take(product, 1);
        foreach (var both in quotient.Above.Where(quotient.Below.Contains).ToList().Where(quotient.Below.Remove))
        {
            // 1, or 0 where both are.
            quotient.Above.Remove(both);
            quotient.Factor = bounds.RangeOf(both).ExcludesZero ? quotient.Factor : IntervalArithmetic.Multiply(quotient.Factor, Interval.Unit);
        }

        return quotient;
    }

    /// <summary>Whether the quotient is 0 where it divides by 0, as generated code has it for regions.</summary>
    public static bool IsShielded(Apply quotient) =>
        quotient is { Level: not Level.Pixel, Arguments: [_, { Level: not Level.Fixed }] } && quotient.Op == Divide;

    private void Take(Expr expression, int exponent)
    {
        switch (expression)
        {
            case Constant { Value: not 0 } constant:
                Coefficient *= Math.Pow(constant.Value, exponent);
                break;
            case Apply { Op: var op, Arguments: var a } when op == Negate:
                Coefficient *= exponent % 2 == 0 ? 1 : -1;
                Take(a[0], exponent);
                break;
            case Apply { Op: var op, Arguments: var a } when op == Multiply:
                Take(a[0], exponent);
                Take(a[1], exponent);
                break;
            case Apply { Op: var op, Arguments: var a } quotient when op == Divide:
                MayBeUndefined |= exponent > 0 && IsUndefined(quotient);
                Take(a[0], exponent);
                Take(a[1], -exponent);
                break;
            case Apply { Op: var op, Arguments: var a } when op == Functions.Square:
                Take(a[0], 2 * exponent);
                break;
            case Apply { Op: var op, Arguments: [var x, Constant { Value: var power }] } when op == Functions.Pow && power == Math.Floor(power) && Math.Abs(power) is > 0 and <= 4:
                MayBeUndefined |= power < 0 && !bounds.DivisorRange(x).ExcludesZero && bounds.PoleRule != PoleRule.UnboundedSlopeUnclamped;
                Take(x, (int)power * exponent);
                break;
            case Apply apply when bounds.PoleRule == PoleRule.UnboundedSlopeUnclamped && rewritten < MostRewritten && Limit(apply, exponent):
                rewritten++;
                break;
            default:
                Add(expression, exponent);
                break;
        }
    }

    // At a value a quotient is one of regions if all of it is; of a slope, every factor that is of regions is divided as regions are.
    private bool IsUndefined(Apply quotient) => bounds.PoleRule == PoleRule.InfiniteValue
        ? !IsShielded(quotient) && !bounds.DivisorRange(quotient.Arguments[1]).ExcludesZero
        : Monomial.From(quotient.Arguments[1]).Factors.Any(f => f.Exponent > 0 && f.Base.Level is Level.Pixel or Level.Fixed && !IsFloored(f.Base) && !bounds.DivisorRange(f.Base).ExcludesZero);

    private bool IsFloored(Expr divisor) => bounds.PoleRule == PoleRule.UnboundedSlopeUnclamped && divisor is Apply { Op: var op } && op == Functions.ClampPositive;

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

    // What is infinite at 0, as something finite over what is 0: the slope of x^e is e x^e / x.
    private bool Limit(Apply apply, int exponent)
    {
        var (op, a) = (apply.Op, apply.Arguments);
        if (op == Functions.ClampPositive)
        {
            Take(a[0], exponent);
            return true;
        }

        if (op == Functions.PowSlope)
        {
            Take(a[1] * new Apply(Functions.Pow, a[0], Simplifier.Simplify(a[1] - 1)), exponent);
            return true;
        }

        if (op == Functions.Pow && exponent == 1 && !bounds.RangeOf(a[0]).IsPositive && bounds.RangeOf(a[1]).Low < 0 && bounds.RangeOf(a[1]).Low >= -2)
        {
            Take(Simplifier.Simplify(new Apply(Functions.Pow, a[0], a[1] + 1)), 1);
            Take(a[0], -1);
            return true;
        }

        if (op == Functions.Sqrt && exponent < 0 && !bounds.RangeOf(a[0]).IsPositive)
        {
            Add(apply, -exponent);
            Take(a[0], exponent);
            return true;
        }

        return exponent < 0 && Logarithm(apply, exponent);
    }

    // log(1 + u) is at least u / (1 + u) where u is at least 0.
    private bool Logarithm(Apply apply, int exponent)
    {
        if (apply.Op != Functions.Log1p || !bounds.RangeOf(apply.Arguments[0]).IsNonNegative)
        {
            return false;
        }

        Factor = IntervalArithmetic.Multiply(Factor, Interval.Unit);
        Take(1 + apply.Arguments[0], -exponent);
        Take(apply.Arguments[0], exponent);
        return true;
    }
}
