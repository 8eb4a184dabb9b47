using System.ComponentModel;
using LossDsl.Fused;

namespace LossDsl.CompilerServices;

/// <summary>Functions of the numbers of regions, as generated code calls them: those of <see cref="Math"/> and <see cref="LossMath"/>, region by region.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RegionMath
{
    /// <summary>a / b; 0 where b is 0.</summary>
    public static RegionValues Ratio(RegionValues a, RegionValues b) => RegionValues.Each(a, b, static (a, b) => b == 0 ? 0 : a / b);

    /// <summary>e^x.</summary>
    public static RegionValues Exp(RegionValues x) => RegionValues.Each(x, Math.Exp);

    /// <summary>e^x - 1.</summary>
    public static RegionValues Expm1(RegionValues x) => RegionValues.Each(x, LossMath.ExpM1);

    /// <summary>log x.</summary>
    public static RegionValues Log(RegionValues x) => RegionValues.Each(x, Math.Log);

    /// <summary>log(1 + x).</summary>
    public static RegionValues Log1p(RegionValues x) => RegionValues.Each(x, LossMath.Log1P);

    /// <summary>The square root.</summary>
    public static RegionValues Sqrt(RegionValues x) => RegionValues.Each(x, Math.Sqrt);

    /// <summary>The cube root.</summary>
    public static RegionValues Cbrt(RegionValues x) => RegionValues.Each(x, Math.Cbrt);

    /// <summary>1, 0 or -1.</summary>
    public static RegionValues Sign(RegionValues x) => RegionValues.Each(x, LossMath.Sign);

    /// <summary>|x|.</summary>
    public static RegionValues Abs(RegionValues x) => RegionValues.Each(x, Math.Abs);

    /// <summary>sin x.</summary>
    public static RegionValues Sin(RegionValues x) => RegionValues.Each(x, Math.Sin);

    /// <summary>cos x.</summary>
    public static RegionValues Cos(RegionValues x) => RegionValues.Each(x, Math.Cos);

    /// <summary>tan x.</summary>
    public static RegionValues Tan(RegionValues x) => RegionValues.Each(x, Math.Tan);

    /// <summary>arcsin x.</summary>
    public static RegionValues Asin(RegionValues x) => RegionValues.Each(x, Math.Asin);

    /// <summary>arccos x.</summary>
    public static RegionValues Acos(RegionValues x) => RegionValues.Each(x, Math.Acos);

    /// <summary>arctan x.</summary>
    public static RegionValues Atan(RegionValues x) => RegionValues.Each(x, Math.Atan);

    /// <summary>The angle of the point (x, y).</summary>
    public static RegionValues Atan2(RegionValues y, RegionValues x) => RegionValues.Each(y, x, Math.Atan2);

    /// <summary>sinh x.</summary>
    public static RegionValues Sinh(RegionValues x) => RegionValues.Each(x, Math.Sinh);

    /// <summary>cosh x.</summary>
    public static RegionValues Cosh(RegionValues x) => RegionValues.Each(x, Math.Cosh);

    /// <summary>tanh x.</summary>
    public static RegionValues Tanh(RegionValues x) => RegionValues.Each(x, Math.Tanh);

    /// <summary>The inverse of sinh.</summary>
    public static RegionValues Asinh(RegionValues x) => RegionValues.Each(x, Math.Asinh);

    /// <summary>The inverse of cosh.</summary>
    public static RegionValues Acosh(RegionValues x) => RegionValues.Each(x, Math.Acosh);

    /// <summary>The inverse of tanh.</summary>
    public static RegionValues Atanh(RegionValues x) => RegionValues.Each(x, Math.Atanh);

    /// <summary>1 / (1 + e^-x).</summary>
    public static RegionValues Sigmoid(RegionValues x) => RegionValues.Each(x, LossMath.Sigmoid);

    /// <summary>log(1 + e^x).</summary>
    public static RegionValues Softplus(RegionValues x) => RegionValues.Each(x, LossMath.Softplus);

    /// <summary>log(cosh(x)).</summary>
    public static RegionValues LogCosh(RegionValues x) => RegionValues.Each(x, LossMath.LogCosh);

    /// <summary>x².</summary>
    public static RegionValues Square(RegionValues x) => RegionValues.Each(x, LossMath.Square);

    /// <summary>x, but not below 1e-30.</summary>
    public static RegionValues Guard(RegionValues x) => RegionValues.Each(x, static x => Math.Max(x, 1e-30));

    /// <summary>The larger of both.</summary>
    public static RegionValues Max(RegionValues a, RegionValues b) => RegionValues.Each(a, b, Math.Max);

    /// <summary>The smaller of both.</summary>
    public static RegionValues Min(RegionValues a, RegionValues b) => RegionValues.Each(a, b, Math.Min);

    /// <summary>x^e.</summary>
    public static RegionValues Pow(RegionValues x, RegionValues e) => RegionValues.Each(x, e, Math.Pow);

    /// <summary>The derivative of x^e by x, as <see cref="LossMath.PowSlope"/>.</summary>
    public static RegionValues PowSlope(RegionValues x, RegionValues e) => RegionValues.Each(x, e, LossMath.PowSlope);

    /// <summary>a (1 - w) + b w.</summary>
    public static RegionValues Lerp(RegionValues a, RegionValues b, RegionValues w) => a * (1 - w) + b * w;

    /// <summary>a &lt; b.</summary>
    public static RegionValues Less(RegionValues a, RegionValues b) => RegionValues.Each(a, b, static (a, b) => a < b ? 1 : 0);

    /// <summary>a ≤ b.</summary>
    public static RegionValues LessOrEqual(RegionValues a, RegionValues b) => RegionValues.Each(a, b, static (a, b) => a <= b ? 1 : 0);

    /// <summary>a &gt; b.</summary>
    public static RegionValues Greater(RegionValues a, RegionValues b) => Less(b, a);

    /// <summary>a ≥ b.</summary>
    public static RegionValues GreaterOrEqual(RegionValues a, RegionValues b) => LessOrEqual(b, a);

    /// <summary>a = b.</summary>
    public static RegionValues Equal(RegionValues a, RegionValues b) => RegionValues.Each(a, b, static (a, b) => a == b ? 1 : 0);

    /// <summary>a ≠ b.</summary>
    public static RegionValues NotEqual(RegionValues a, RegionValues b) => RegionValues.Each(a, b, static (a, b) => a != b ? 1 : 0);

    /// <summary>Both conditions hold.</summary>
    public static RegionValues And(RegionValues a, RegionValues b) => RegionValues.Each(a, b, static (a, b) => a != 0 && b != 0 ? 1 : 0);

    /// <summary>One of the conditions holds, or both.</summary>
    public static RegionValues Or(RegionValues a, RegionValues b) => RegionValues.Each(a, b, static (a, b) => a != 0 || b != 0 ? 1 : 0);

    /// <summary>The condition does not hold.</summary>
    public static RegionValues Not(RegionValues condition) => RegionValues.Each(condition, static c => c == 0 ? 1 : 0);

    /// <summary>Where the condition holds the second argument, elsewhere the third.</summary>
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
