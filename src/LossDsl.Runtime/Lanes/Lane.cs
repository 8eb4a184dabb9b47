namespace LossDsl.Lanes;

/// <summary>The functions of formulas, over lanes.</summary>
public static class Lane
{
    private const double Smallest = 1e-30;

    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Exp<TLane>(TLane x) where TLane : struct, ILane<TLane> => Each(x, Math.Exp);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane ExpM1<TLane>(TLane x) where TLane : struct, ILane<TLane> => Each(x, LossMath.ExpM1);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Expm1<TLane>(TLane x) where TLane : struct, ILane<TLane> => Each(x, LossMath.ExpM1);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Log<TLane>(TLane x) where TLane : struct, ILane<TLane> => Each(x, Math.Log);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Log1p<TLane>(TLane x) where TLane : struct, ILane<TLane> => Each(x, LossMath.Log1P);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Sqrt<TLane>(TLane x) where TLane : struct, ILane<TLane> => TLane.Sqrt(x);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Sign<TLane>(TLane x) where TLane : struct, ILane<TLane> => Each(x, static x => double.IsNaN(x) ? x : Math.Sign(x));
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Abs<TLane>(TLane x) where TLane : struct, ILane<TLane> => TLane.Abs(x);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Sin<TLane>(TLane x) where TLane : struct, ILane<TLane> => Each(x, Math.Sin);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Cos<TLane>(TLane x) where TLane : struct, ILane<TLane> => Each(x, Math.Cos);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Tan<TLane>(TLane x) where TLane : struct, ILane<TLane> => Each(x, Math.Tan);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Asin<TLane>(TLane x) where TLane : struct, ILane<TLane> => Each(x, Math.Asin);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Acos<TLane>(TLane x) where TLane : struct, ILane<TLane> => Each(x, Math.Acos);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Atan<TLane>(TLane x) where TLane : struct, ILane<TLane> => Each(x, Math.Atan);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Sinh<TLane>(TLane x) where TLane : struct, ILane<TLane> => Each(x, Math.Sinh);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Cosh<TLane>(TLane x) where TLane : struct, ILane<TLane> => Each(x, Math.Cosh);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Tanh<TLane>(TLane x) where TLane : struct, ILane<TLane> => Each(x, Math.Tanh);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Sigmoid<TLane>(TLane x) where TLane : struct, ILane<TLane> => Each(x, LossMath.Sigmoid);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Softplus<TLane>(TLane x) where TLane : struct, ILane<TLane> => Each(x, LossMath.Softplus);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane LogCosh<TLane>(TLane x) where TLane : struct, ILane<TLane> => Each(x, LossMath.LogCosh);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Max<TLane>(TLane a, TLane b) where TLane : struct, ILane<TLane> => TLane.Select(TLane.NotEqual(a, a), a, TLane.Max(a, b));
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Max<TLane>(TLane a, double b) where TLane : struct, ILane<TLane> => Max(a, TLane.Of(b));
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Max<TLane>(double a, TLane b) where TLane : struct, ILane<TLane> => Max(TLane.Of(a), b);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Min<TLane>(TLane a, TLane b) where TLane : struct, ILane<TLane> => TLane.Select(TLane.NotEqual(a, a), a, TLane.Min(a, b));
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Min<TLane>(TLane a, double b) where TLane : struct, ILane<TLane> => Min(a, TLane.Of(b));
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Min<TLane>(double a, TLane b) where TLane : struct, ILane<TLane> => Min(TLane.Of(a), b);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Pow<TLane>(TLane x, double e) where TLane : struct, ILane<TLane> => Each(x, TLane.Of(e), Math.Pow);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Pow<TLane>(TLane x, TLane e) where TLane : struct, ILane<TLane> => Each(x, e, Math.Pow);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Pow<TLane>(double x, TLane e) where TLane : struct, ILane<TLane> => Each(TLane.Of(x), e, Math.Pow);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane PowSlope<TLane>(TLane x, double e) where TLane : struct, ILane<TLane> => Each(x, TLane.Of(e), LossMath.PowSlope);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane PowSlope<TLane>(TLane x, TLane e) where TLane : struct, ILane<TLane> => Each(x, e, LossMath.PowSlope);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane PowSlope<TLane>(double x, TLane e) where TLane : struct, ILane<TLane> => Each(TLane.Of(x), e, LossMath.PowSlope);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Square<TLane>(TLane x) where TLane : struct, ILane<TLane> => x * x;
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Guard<TLane>(TLane x) where TLane : struct, ILane<TLane> => TLane.Max(TLane.Of(Smallest), x);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Lerp<TLane>(TLane a, TLane b, TLane w) where TLane : struct, ILane<TLane> => TLane.MultiplyAdd(b, w, a * (1 - w));
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Lerp<TLane>(double a, TLane b, TLane w) where TLane : struct, ILane<TLane> => Lerp(TLane.Of(a), b, w);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Lerp<TLane>(TLane a, double b, TLane w) where TLane : struct, ILane<TLane> => Lerp(a, TLane.Of(b), w);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Lerp<TLane>(double a, double b, TLane w) where TLane : struct, ILane<TLane> => Lerp(TLane.Of(a), TLane.Of(b), w);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Less<TLane>(TLane a, TLane b) where TLane : struct, ILane<TLane> => TLane.Less(a, b);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Less<TLane>(TLane a, double b) where TLane : struct, ILane<TLane> => TLane.Less(a, TLane.Of(b));
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Less<TLane>(double a, TLane b) where TLane : struct, ILane<TLane> => TLane.Less(TLane.Of(a), b);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane LessOrEqual<TLane>(TLane a, TLane b) where TLane : struct, ILane<TLane> => TLane.LessOrEqual(a, b);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane LessOrEqual<TLane>(TLane a, double b) where TLane : struct, ILane<TLane> => TLane.LessOrEqual(a, TLane.Of(b));
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane LessOrEqual<TLane>(double a, TLane b) where TLane : struct, ILane<TLane> => TLane.LessOrEqual(TLane.Of(a), b);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Greater<TLane>(TLane a, TLane b) where TLane : struct, ILane<TLane> => TLane.Greater(a, b);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Greater<TLane>(TLane a, double b) where TLane : struct, ILane<TLane> => TLane.Greater(a, TLane.Of(b));
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Greater<TLane>(double a, TLane b) where TLane : struct, ILane<TLane> => TLane.Greater(TLane.Of(a), b);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane GreaterOrEqual<TLane>(TLane a, TLane b) where TLane : struct, ILane<TLane> => TLane.GreaterOrEqual(a, b);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane GreaterOrEqual<TLane>(TLane a, double b) where TLane : struct, ILane<TLane> => TLane.GreaterOrEqual(a, TLane.Of(b));
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane GreaterOrEqual<TLane>(double a, TLane b) where TLane : struct, ILane<TLane> => TLane.GreaterOrEqual(TLane.Of(a), b);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Equal<TLane>(TLane a, TLane b) where TLane : struct, ILane<TLane> => TLane.Equal(a, b);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Equal<TLane>(TLane a, double b) where TLane : struct, ILane<TLane> => TLane.Equal(a, TLane.Of(b));
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Equal<TLane>(double a, TLane b) where TLane : struct, ILane<TLane> => TLane.Equal(TLane.Of(a), b);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane NotEqual<TLane>(TLane a, TLane b) where TLane : struct, ILane<TLane> => TLane.NotEqual(a, b);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane NotEqual<TLane>(TLane a, double b) where TLane : struct, ILane<TLane> => TLane.NotEqual(a, TLane.Of(b));
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane NotEqual<TLane>(double a, TLane b) where TLane : struct, ILane<TLane> => TLane.NotEqual(TLane.Of(a), b);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane And<TLane>(TLane a, TLane b) where TLane : struct, ILane<TLane> => TLane.And(a, b);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane And<TLane>(TLane a, double b) where TLane : struct, ILane<TLane> => b != 0 ? a : TLane.Zero;
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane And<TLane>(double a, TLane b) where TLane : struct, ILane<TLane> => a != 0 ? b : TLane.Zero;
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Or<TLane>(TLane a, TLane b) where TLane : struct, ILane<TLane> => TLane.Or(a, b);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Or<TLane>(TLane a, double b) where TLane : struct, ILane<TLane> => b != 0 ? TLane.Equal(TLane.Zero, TLane.Zero) : a;
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Or<TLane>(double a, TLane b) where TLane : struct, ILane<TLane> => a != 0 ? TLane.Equal(TLane.Zero, TLane.Zero) : b;
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Not<TLane>(TLane condition) where TLane : struct, ILane<TLane> => TLane.Not(condition);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Where<TLane>(TLane condition, TLane a, TLane b) where TLane : struct, ILane<TLane> => TLane.Select(condition, a, b);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Where<TLane>(TLane condition, double a, TLane b) where TLane : struct, ILane<TLane> => TLane.Select(condition, TLane.Of(a), b);
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Where<TLane>(TLane condition, TLane a, double b) where TLane : struct, ILane<TLane> => TLane.Select(condition, a, TLane.Of(b));
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Where<TLane>(TLane condition, double a, double b) where TLane : struct, ILane<TLane> => TLane.Select(condition, TLane.Of(a), TLane.Of(b));
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Where<TLane>(double condition, TLane a, TLane b) where TLane : struct, ILane<TLane> => condition != 0 ? a : b;
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Where<TLane>(double condition, double a, TLane b) where TLane : struct, ILane<TLane> => condition != 0 ? TLane.Of(a) : b;
    /// <summary>Provisional: see TensorMath.</summary>
    public static TLane Where<TLane>(double condition, TLane a, double b) where TLane : struct, ILane<TLane> => condition != 0 ? a : TLane.Of(b);

    private static TLane Each<TLane>(TLane x, Func<double, double> function) where TLane : struct, ILane<TLane>
    {
        Span<double> numbers = stackalloc double[16];
        TLane.Store(x, ref numbers[0], 0);
        for (var i = 0; i < TLane.Count; i++)
        {
            numbers[i] = function(numbers[i]);
        }

        return TLane.Load(ref numbers[0], 0);
    }

    private static TLane Each<TLane>(TLane x, TLane y, Func<double, double, double> function) where TLane : struct, ILane<TLane>
    {
        Span<double> numbers = stackalloc double[16];
        Span<double> seconds = stackalloc double[16];
        TLane.Store(x, ref numbers[0], 0);
        TLane.Store(y, ref seconds[0], 0);
        for (var i = 0; i < TLane.Count; i++)
        {
            numbers[i] = function(numbers[i], seconds[i]);
        }

        return TLane.Load(ref numbers[0], 0);
    }
}
