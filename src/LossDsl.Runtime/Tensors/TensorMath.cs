using System.ComponentModel;
using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.CompilerServices;

/// <summary>
/// Computes the functions of generated tensor code that TorchSharp lacks, or spells differently for tensors and numbers. At least one argument is a tensor; arguments broadcast.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class TensorMath
{
    private const double Smallest = 1e-30;

    /// <summary>Selects elementwise <paramref name="whenTrue"/> where the condition holds, else <paramref name="whenFalse"/>.</summary>
    public static Tensor Where(Operand condition, Operand whenTrue, Operand whenFalse) =>
        condition.Tensor is { } mask
            ? where(mask, whenTrue.Like(mask), whenFalse.Like(mask))
            : condition.Number != 0 ? whenTrue.Like(whenFalse.Tensor) : whenFalse.Like(whenTrue.Tensor);

    /// <summary>Returns the elementwise maximum.</summary>
    public static Tensor Max(Operand a, Operand b) => maximum(a.Like(b.Tensor), b.Like(a.Tensor));

    /// <summary>Returns the elementwise minimum.</summary>
    public static Tensor Min(Operand a, Operand b) => minimum(a.Like(b.Tensor), b.Like(a.Tensor));

    /// <summary>Divides a by b; 0, with gradient 0, where b is 0.</summary>
    public static Tensor Ratio(Operand a, Operand b)
    {
        var (numerator, divisor) = (a.Like(b.Tensor), b.Like(a.Tensor));
        var isZero = divisor.Is(0);

        // Autograd would multiply the derivative 1/0 by 0, which is NaN.
        var isRecorded = numerator.requires_grad || divisor.requires_grad;
        return (numerator / (isRecorded ? divisor.Replace(isZero, 1) : divisor)).Replace(isZero, 0);
    }

    /// <summary>Divides a by b; where b is 0, <paramref name="limit"/> if a is 0 too, otherwise 0, without a gradient by a and b.</summary>
    public static Tensor Ratio(Operand a, Operand b, Operand limit)
    {
        var (numerator, divisor) = (a.Like(b.Tensor), b.Like(a.Tensor));
        return where(numerator.Is(0) & divisor.Is(0), limit.Like(divisor), Ratio(numerator, divisor));
    }

    /// <summary>Computes a^b.</summary>
    public static Tensor Pow(Operand a, Operand b) => b.Tensor is null ? a.Like(null).Power(b.Number) : a.Like(b.Tensor).pow(b.Tensor);

    /// <summary>Computes the derivative of x^e by x, as <see cref="LossMath.PowSlope"/> does.</summary>
    public static Tensor PowSlope(Operand x, Operand e)
    {
        if (e.Tensor is not { } exponent)
        {
            var awayFromZero = e.Number is > 0 and < 1 ? x.Tensor!.AtLeast(Smallest) : x.Tensor!;
            return e.Number == 0 ? zeros_like(x.Tensor!) : awayFromZero.Power(e.Number - 1).Times(e.Number);
        }

        var argument = x.Like(exponent);
        var slope = where(exponent.IsAbove(0) & exponent.IsBelow(1), argument.AtLeast(Smallest), argument).pow(exponent.Minus(1)) * exponent;
        return where(exponent.Is(0), zeros_like(slope), slope);
    }

    /// <summary>Interpolates linearly: a (1 - w) + b w, in the type of the weight w.</summary>
    public static Tensor Lerp(Operand a, Operand b, Tensor weight) => a.Like(weight).to_type(weight.dtype).lerp(b.Like(weight).to_type(weight.dtype), weight);

    /// <summary>Computes softplus, log(1 + e^x).</summary>
    public static Tensor Softplus(Operand x) => x.Tensor!.requires_grad
        ? -nn.functional.logsigmoid(-x.Tensor!)
        : x.Tensor!.AtLeast(0).Plus((-x.Tensor!.abs()).exp().log1p());

    /// <summary>Computes the logistic function, 1 / (1 + e^-x).</summary>
    public static Tensor Sigmoid(Operand x) => x.Tensor!.sigmoid();

    /// <summary>Computes log(cosh(x)).</summary>
    public static Tensor LogCosh(Operand x)
    {
        // Near 0, cosh x = 1 + 2 sinh²(x/2) avoids the cancellation in cosh x - 1. Far from 0 sinh overflows, hence the other form.
        var (near, far) = (x.Tensor!.Within(-1.0, 1.0), x.Tensor!.abs());
        var half = near.Over(2).sinh();
        return where(far.IsAtMost(1), (half * half).Times(2).log1p(), far.Plus(far.Times(-2).exp().log1p()).Minus(Math.Log(2)));
    }

    /// <summary>Computes the cube root, also of negative numbers.</summary>
    public static Tensor Cbrt(Operand x) => x.Tensor!.abs().Power(1.0 / 3) * x.Tensor!.sign();

    /// <summary>Computes the angle of the point (x, y) in radians, in [-π, π].</summary>
    public static Tensor Atan2(Operand y, Operand x) => y.Like(x.Tensor).atan2(x.Like(y.Tensor));

    /// <summary>Returns whether a &lt; b, elementwise.</summary>
    public static Tensor Less(Operand a, Operand b) => a.Like(b.Tensor).lt(b.Like(a.Tensor));

    /// <summary>Returns whether a ≤ b, elementwise.</summary>
    public static Tensor LessOrEqual(Operand a, Operand b) => a.Like(b.Tensor).le(b.Like(a.Tensor));

    /// <summary>Returns whether a &gt; b, elementwise.</summary>
    public static Tensor Greater(Operand a, Operand b) => a.Like(b.Tensor).gt(b.Like(a.Tensor));

    /// <summary>Returns whether a ≥ b, elementwise.</summary>
    public static Tensor GreaterOrEqual(Operand a, Operand b) => a.Like(b.Tensor).ge(b.Like(a.Tensor));

    /// <summary>Returns whether a = b, elementwise.</summary>
    public static Tensor Equal(Operand a, Operand b) => a.Like(b.Tensor).eq(b.Like(a.Tensor));

    /// <summary>Returns whether a ≠ b, elementwise.</summary>
    public static Tensor NotEqual(Operand a, Operand b) => a.Like(b.Tensor).ne(b.Like(a.Tensor));

    /// <summary>Returns whether both conditions hold, elementwise.</summary>
    public static Tensor And(Operand a, Operand b) => a.Like(b.Tensor).logical_and(b.Like(a.Tensor));

    /// <summary>Returns whether at least one condition holds, elementwise.</summary>
    public static Tensor Or(Operand a, Operand b) => a.Like(b.Tensor).logical_or(b.Like(a.Tensor));
}
