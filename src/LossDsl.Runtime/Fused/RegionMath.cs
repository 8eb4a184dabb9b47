using System.ComponentModel;
using LossDsl.Fused;

namespace LossDsl.CompilerServices;

/// <summary>Functions of region values for generated code. Each applies a function of <see cref="Math"/> or <see cref="LossMath"/> to the value of each region.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RegionMath
{
    /// <summary>Returns a / b, or 0 where b is 0.</summary>
    public static RegionValues Ratio(RegionValues a, RegionValues b) => RegionValues.Each(a, b, static (a, b) => b == 0 ? 0 : a / b);

    /// <summary>Returns e^x.</summary>
    public static RegionValues Exp(RegionValues x) => RegionValues.Each(x, Math.Exp);

    /// <summary>Returns e^x - 1.</summary>
    public static RegionValues Expm1(RegionValues x) => RegionValues.Each(x, LossMath.ExpM1);

    /// <summary>Returns log x.</summary>
    public static RegionValues Log(RegionValues x) => RegionValues.Each(x, Math.Log);

    /// <summary>Returns log(1 + x).</summary>
    public static RegionValues Log1p(RegionValues x) => RegionValues.Each(x, LossMath.Log1P);

    /// <summary>Returns the square root of x.</summary>
    public static RegionValues Sqrt(RegionValues x) => RegionValues.Each(x, Math.Sqrt);

    /// <summary>Returns the cube root of x.</summary>
    public static RegionValues Cbrt(RegionValues x) => RegionValues.Each(x, Math.Cbrt);

    /// <summary>Returns the sign of x: 1, 0 or -1; NaN for NaN.</summary>
    public static RegionValues Sign(RegionValues x) => RegionValues.Each(x, LossMath.Sign);

    /// <summary>Returns |x|.</summary>
    public static RegionValues Abs(RegionValues x) => RegionValues.Each(x, Math.Abs);

    /// <summary>Returns sin x.</summary>
    public static RegionValues Sin(RegionValues x) => RegionValues.Each(x, Math.Sin);

    /// <summary>Returns cos x.</summary>
    public static RegionValues Cos(RegionValues x) => RegionValues.Each(x, Math.Cos);

    /// <summary>Returns tan x.</summary>
    public static RegionValues Tan(RegionValues x) => RegionValues.Each(x, Math.Tan);

    /// <summary>Returns arcsin x.</summary>
    public static RegionValues Asin(RegionValues x) => RegionValues.Each(x, Math.Asin);

    /// <summary>Returns arccos x.</summary>
    public static RegionValues Acos(RegionValues x) => RegionValues.Each(x, Math.Acos);

    /// <summary>Returns arctan x.</summary>
    public static RegionValues Atan(RegionValues x) => RegionValues.Each(x, Math.Atan);

    /// <summary>Returns the angle of the point (x, y) in radians, in [-π, π].</summary>
    public static RegionValues Atan2(RegionValues y, RegionValues x) => RegionValues.Each(y, x, Math.Atan2);

    /// <summary>Returns sinh x.</summary>
    public static RegionValues Sinh(RegionValues x) => RegionValues.Each(x, Math.Sinh);

    /// <summary>Returns cosh x.</summary>
    public static RegionValues Cosh(RegionValues x) => RegionValues.Each(x, Math.Cosh);

    /// <summary>Returns tanh x.</summary>
    public static RegionValues Tanh(RegionValues x) => RegionValues.Each(x, Math.Tanh);

    /// <summary>Returns arsinh x.</summary>
    public static RegionValues Asinh(RegionValues x) => RegionValues.Each(x, Math.Asinh);

    /// <summary>Returns arcosh x.</summary>
    public static RegionValues Acosh(RegionValues x) => RegionValues.Each(x, Math.Acosh);

    /// <summary>Returns artanh x.</summary>
    public static RegionValues Atanh(RegionValues x) => RegionValues.Each(x, Math.Atanh);

    /// <summary>Returns 1 / (1 + e^-x).</summary>
    public static RegionValues Sigmoid(RegionValues x) => RegionValues.Each(x, LossMath.Sigmoid);

    /// <summary>Returns log(1 + e^x).</summary>
    public static RegionValues Softplus(RegionValues x) => RegionValues.Each(x, LossMath.Softplus);

    /// <summary>Returns log(cosh(x)).</summary>
    public static RegionValues LogCosh(RegionValues x) => RegionValues.Each(x, LossMath.LogCosh);

    /// <summary>Returns x².</summary>
    public static RegionValues Square(RegionValues x) => RegionValues.Each(x, LossMath.Square);

    /// <summary>Returns max(x, 1e-30), which keeps derivatives finite.</summary>
    public static RegionValues Guard(RegionValues x) => RegionValues.Each(x, static x => Math.Max(x, 1e-30));

    /// <summary>Returns the larger of a and b; NaN if one is NaN.</summary>
    public static RegionValues Max(RegionValues a, RegionValues b) => RegionValues.Each(a, b, Math.Max);

    /// <summary>Returns the smaller of a and b; NaN if one is NaN.</summary>
    public static RegionValues Min(RegionValues a, RegionValues b) => RegionValues.Each(a, b, Math.Min);

    /// <summary>Returns x^e.</summary>
    public static RegionValues Pow(RegionValues x, RegionValues e) => RegionValues.Each(x, e, Math.Pow);

    /// <summary>Returns the derivative of x^e by x, as <see cref="LossMath.PowSlope"/> does.</summary>
    public static RegionValues PowSlope(RegionValues x, RegionValues e) => RegionValues.Each(x, e, LossMath.PowSlope);

    /// <summary>Returns a (1 - w) + b w.</summary>
    public static RegionValues Lerp(RegionValues a, RegionValues b, RegionValues w) => a * (1 - w) + b * w;

    /// <summary>Returns whether a &lt; b.</summary>
    public static RegionValues Less(RegionValues a, RegionValues b) => RegionValues.Each(a, b, static (a, b) => a < b ? 1 : 0);

    /// <summary>Returns whether a ≤ b.</summary>
    public static RegionValues LessOrEqual(RegionValues a, RegionValues b) => RegionValues.Each(a, b, static (a, b) => a <= b ? 1 : 0);

    /// <summary>Returns whether a &gt; b.</summary>
    public static RegionValues Greater(RegionValues a, RegionValues b) => Less(b, a);

    /// <summary>Returns whether a ≥ b.</summary>
    public static RegionValues GreaterOrEqual(RegionValues a, RegionValues b) => LessOrEqual(b, a);

    /// <summary>Returns whether a = b.</summary>
    public static RegionValues Equal(RegionValues a, RegionValues b) => RegionValues.Each(a, b, static (a, b) => a == b ? 1 : 0);

    /// <summary>Returns whether a ≠ b.</summary>
    public static RegionValues NotEqual(RegionValues a, RegionValues b) => RegionValues.Each(a, b, static (a, b) => a != b ? 1 : 0);

    /// <summary>Returns whether both conditions hold.</summary>
    public static RegionValues And(RegionValues a, RegionValues b) => RegionValues.Each(a, b, static (a, b) => a != 0 && b != 0 ? 1 : 0);

    /// <summary>Returns whether at least one condition holds.</summary>
    public static RegionValues Or(RegionValues a, RegionValues b) => RegionValues.Each(a, b, static (a, b) => a != 0 || b != 0 ? 1 : 0);

    /// <summary>Returns whether the condition does not hold.</summary>
    public static RegionValues Not(RegionValues condition) => RegionValues.Each(condition, static c => c == 0 ? 1 : 0);

    /// <summary>Returns <paramref name="whenTrue"/> where the condition holds, otherwise <paramref name="whenFalse"/>.</summary>
    public static RegionValues Where(RegionValues condition, RegionValues whenTrue, RegionValues whenFalse)
    {
        var result = new double[Math.Max(condition.Count, Math.Max(whenTrue.Count, whenFalse.Count))];
        for (var region = 0; region < result.Length; region++)
        {
            result[region] = condition[region] != 0 ? whenTrue[region] : whenFalse[region];
        }

        return new(result);
    }
}
