namespace LossDsl.Fused;

/// <summary>Functions of the numbers of regions, as generated code calls them: those of <see cref="Math"/> and <see cref="LossMath"/>, region by region.</summary>
public static class ValueMath
{
    /// <summary>a / b; 0 where b is 0.</summary>
    public static Values Ratio(Values a, Values b) => Values.Each(a, b, static (a, b) => b == 0 ? 0 : a / b);

    /// <summary>e^x.</summary>
    public static Values Exp(Values x) => Values.Each(x, Math.Exp);

    /// <summary>e^x - 1.</summary>
    public static Values Expm1(Values x) => Values.Each(x, LossMath.ExpM1);

    /// <summary>log x.</summary>
    public static Values Log(Values x) => Values.Each(x, Math.Log);

    /// <summary>log(1 + x).</summary>
    public static Values Log1p(Values x) => Values.Each(x, LossMath.Log1P);

    /// <summary>The square root.</summary>
    public static Values Sqrt(Values x) => Values.Each(x, Math.Sqrt);

    /// <summary>The cube root.</summary>
    public static Values Cbrt(Values x) => Values.Each(x, Math.Cbrt);

    /// <summary>1, 0 or -1.</summary>
    public static Values Sign(Values x) => Values.Each(x, LossMath.Sign);

    /// <summary>|x|.</summary>
    public static Values Abs(Values x) => Values.Each(x, Math.Abs);

    /// <summary>sin x.</summary>
    public static Values Sin(Values x) => Values.Each(x, Math.Sin);

    /// <summary>cos x.</summary>
    public static Values Cos(Values x) => Values.Each(x, Math.Cos);

    /// <summary>tan x.</summary>
    public static Values Tan(Values x) => Values.Each(x, Math.Tan);

    /// <summary>arcsin x.</summary>
    public static Values Asin(Values x) => Values.Each(x, Math.Asin);

    /// <summary>arccos x.</summary>
    public static Values Acos(Values x) => Values.Each(x, Math.Acos);

    /// <summary>arctan x.</summary>
    public static Values Atan(Values x) => Values.Each(x, Math.Atan);

    /// <summary>The angle of the point (x, y).</summary>
    public static Values Atan2(Values y, Values x) => Values.Each(y, x, Math.Atan2);

    /// <summary>sinh x.</summary>
    public static Values Sinh(Values x) => Values.Each(x, Math.Sinh);

    /// <summary>cosh x.</summary>
    public static Values Cosh(Values x) => Values.Each(x, Math.Cosh);

    /// <summary>tanh x.</summary>
    public static Values Tanh(Values x) => Values.Each(x, Math.Tanh);

    /// <summary>The inverse of sinh.</summary>
    public static Values Asinh(Values x) => Values.Each(x, Math.Asinh);

    /// <summary>The inverse of cosh.</summary>
    public static Values Acosh(Values x) => Values.Each(x, Math.Acosh);

    /// <summary>The inverse of tanh.</summary>
    public static Values Atanh(Values x) => Values.Each(x, Math.Atanh);

    /// <summary>1 / (1 + e^-x).</summary>
    public static Values Sigmoid(Values x) => Values.Each(x, LossMath.Sigmoid);

    /// <summary>log(1 + e^x).</summary>
    public static Values Softplus(Values x) => Values.Each(x, LossMath.Softplus);

    /// <summary>log(cosh(x)).</summary>
    public static Values LogCosh(Values x) => Values.Each(x, LossMath.LogCosh);

    /// <summary>x².</summary>
    public static Values Square(Values x) => Values.Each(x, LossMath.Square);

    /// <summary>x, but not below 1e-30.</summary>
    public static Values Guard(Values x) => Values.Each(x, static x => Math.Max(x, 1e-30));

    /// <summary>The larger of both.</summary>
    public static Values Max(Values a, Values b) => Values.Each(a, b, Math.Max);

    /// <summary>The smaller of both.</summary>
    public static Values Min(Values a, Values b) => Values.Each(a, b, Math.Min);

    /// <summary>x^e.</summary>
    public static Values Pow(Values x, Values e) => Values.Each(x, e, Math.Pow);

    /// <summary>The derivative of x^e by x, as <see cref="LossMath.PowSlope"/>.</summary>
    public static Values PowSlope(Values x, Values e) => Values.Each(x, e, LossMath.PowSlope);

    /// <summary>a (1 - w) + b w.</summary>
    public static Values Lerp(Values a, Values b, Values w) => a * (1 - w) + b * w;

    /// <summary>a &lt; b.</summary>
    public static Values Less(Values a, Values b) => Values.Each(a, b, static (a, b) => a < b ? 1 : 0);

    /// <summary>a ≤ b.</summary>
    public static Values LessOrEqual(Values a, Values b) => Values.Each(a, b, static (a, b) => a <= b ? 1 : 0);

    /// <summary>a &gt; b.</summary>
    public static Values Greater(Values a, Values b) => Less(b, a);

    /// <summary>a ≥ b.</summary>
    public static Values GreaterOrEqual(Values a, Values b) => LessOrEqual(b, a);

    /// <summary>a = b.</summary>
    public static Values Equal(Values a, Values b) => Values.Each(a, b, static (a, b) => a == b ? 1 : 0);

    /// <summary>a ≠ b.</summary>
    public static Values NotEqual(Values a, Values b) => Values.Each(a, b, static (a, b) => a != b ? 1 : 0);

    /// <summary>Both conditions hold.</summary>
    public static Values And(Values a, Values b) => Values.Each(a, b, static (a, b) => a != 0 && b != 0 ? 1 : 0);

    /// <summary>One of the conditions holds, or both.</summary>
    public static Values Or(Values a, Values b) => Values.Each(a, b, static (a, b) => a != 0 || b != 0 ? 1 : 0);

    /// <summary>The condition does not hold.</summary>
    public static Values Not(Values condition) => Values.Each(condition, static c => c == 0 ? 1 : 0);

    /// <summary>Where the condition holds the second argument, elsewhere the third.</summary>
    public static Values Where(Values condition, Values whenTrue, Values whenFalse)
    {
        var result = new double[Math.Max(condition.Count, Math.Max(whenTrue.Count, whenFalse.Count))];
        for (var region = 0; region < result.Length; region++)
        {
            result[region] = condition[region] != 0 ? whenTrue[region] : whenFalse[region];
        }

        return new(result);
    }
}
