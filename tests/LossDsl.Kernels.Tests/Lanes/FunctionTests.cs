using LossDsl.Kernels.Loops;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Tests.Lanes;

public sealed class Float512FunctionTests : FunctionTests<Float512>;

public sealed class Float256FunctionTests : FunctionTests<Float256>;

public sealed class Float128FunctionTests : FunctionTests<Float128>;

public sealed class FloatScalarFunctionTests : FunctionTests<FloatScalar>;

public sealed class Double512FunctionTests : FunctionTests<Double512>;

public sealed class Double256FunctionTests : FunctionTests<Double256>;

public sealed class Double128FunctionTests : FunctionTests<Double128>;

public sealed class DoubleScalarFunctionTests : FunctionTests<DoubleScalar>;

/// <summary>
/// Tests of the functions of <see cref="Lane"/> against the scalar functions of Math and LossMath: at ordinary arguments, at their limits, at infinity and NaN.
/// </summary>
public abstract class FunctionTests<TLane>
    where TLane : struct, ILane<TLane>
{
    private const double Infinity = double.PositiveInfinity;
    private const double NaN = double.NaN;

    public static TheoryData<double> Numbers => new(0, -0.0, 0.5, -0.5, 1, -1, 2, -2, 3, 0.7, -7.25, 1e-3, 20, -20, 100, -100, 1e4, -1e4, 1e30, -1e30, 1e-40, 1e300, -1e300, Infinity, -Infinity, NaN);

    public static TheoryData<double> Exponents => new(0, 1, 2, 3, 4, 5, 6, -1, -2, -3, -4, 0.5, -0.5, 1.5, 2.5, -1.5, 0.3, -0.3, 7.7, 100, -100, 101, 1e5, -1e5, 1e10, 1e300, -1e300, Infinity, -Infinity);

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Functions_agree_with_scalar_functions(double x)
    {
        x = Rounded(x);
        Near(Math.Exp(x), Lane.Exp(Broadcast(x)));
        Near(x < 0 ? Math.Exp(x) - 1 : LossMath.ExpM1(x), Lane.Expm1(Broadcast(x)));
        Near(Math.Log(x), Lane.Log(Broadcast(x)));
        Near(x < -1 ? NaN : LossMath.Log1P(x), Lane.Log1p(Broadcast(x)));
        Near(Math.Tanh(x), Lane.Tanh(Broadcast(x)));
        Near(LossMath.Sigmoid(x), Lane.Sigmoid(Broadcast(x)));
        Near(LossMath.Softplus(x), Lane.Softplus(Broadcast(x)));
        Near(Math.Abs(x) > 400 ? Math.Abs(x) - Math.Log(2) : LossMath.LogCosh(x), Lane.LogCosh(Broadcast(x)));
        Near(Math.Sqrt(x), Lane.Sqrt(Broadcast(x)));
        Near(Math.Abs(x), Lane.Abs(Broadcast(x)));
        Near(x * x, Lane.Square(Broadcast(x)));
        Near(double.IsNaN(x) ? x : Math.Sign(x), Lane.Sign(Broadcast(x)));
        Near(Math.Max(x, 1e-30), Lane.ClampPositive(Broadcast(x)));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Trigonometric_and_hyperbolic_functions_equal_scalar_functions(double x)
    {
        x = Rounded(x);
        Same(Math.Sin(x), Lane.Sin(Broadcast(x)));
        Same(Math.Cos(x), Lane.Cos(Broadcast(x)));
        Same(Math.Tan(x), Lane.Tan(Broadcast(x)));
        Same(Math.Asin(x), Lane.Asin(Broadcast(x)));
        Same(Math.Acos(x), Lane.Acos(Broadcast(x)));
        Same(Math.Atan(x), Lane.Atan(Broadcast(x)));
        Same(Math.Sinh(x), Lane.Sinh(Broadcast(x)));
        Same(Math.Cosh(x), Lane.Cosh(Broadcast(x)));
        Same(Math.Asinh(x), Lane.Asinh(Broadcast(x)));
        Same(Math.Acosh(x), Lane.Acosh(Broadcast(x)));
        Same(Math.Atanh(x), Lane.Atanh(Broadcast(x)));
        Same(Math.Cbrt(x), Lane.Cbrt(Broadcast(x)));
        foreach (var other in new[] { 0, -0.0, 1, -2, Infinity, NaN })
        {
            Same(Math.Atan2(x, other), Lane.Atan2(Broadcast(x), Broadcast(other)));
            Same(Math.Atan2(other, x), Lane.Atan2(Broadcast(other), Broadcast(x)));
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_sigmoid_prediction_has_p_and_q_and_their_logarithms(double x)
    {
        x = Rounded(x);
        var prediction = SigmoidPrediction<TLane>.FromLogit(Broadcast(x));
        Near(LossMath.Sigmoid(x), prediction.P);
        Near(LossMath.Sigmoid(-x), prediction.Q);
        Near(-LossMath.Softplus(-x), prediction.LogP);
        Near(-LossMath.Softplus(x), prediction.LogQ);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Combined_terms_of_p_and_q_agree_with_separate_terms(double x)
    {
        x = Rounded(x);
        var prediction = SigmoidPrediction<TLane>.FromLogit(Broadcast(x));
        var (p, q) = (LossMath.Sigmoid(x), LossMath.Sigmoid(-x));
        var (logP, logQ) = (-LossMath.Softplus(-x), -LossMath.Softplus(x));
        Near(p * q, prediction.Variance, 2);
        Near((2 * p) + (3 * q), prediction.Expected(Broadcast(2), Broadcast(3)));
        Near((0.25 * logP) + (0.75 * logQ), prediction.LogLikelihood(Broadcast(0.25), Broadcast(0.75)));
        Near((2 * logP) + (3 * logQ), prediction.LogLikelihood(Broadcast(2), Broadcast(3), Broadcast(5)));
        if (double.IsFinite(x))
        {
            // An outcome of weight 0 contributes nothing.
            Near(3 * q, prediction.Expected(Broadcast(0), Broadcast(3)), 2);
            Near(logP, prediction.LogLikelihood(Broadcast(1), Broadcast(0)));
            Near(3 * logQ, prediction.LogLikelihood(Broadcast(0), Broadcast(3), Broadcast(3)), 2);
        }
    }

    [Theory]
    [MemberData(nameof(Exponents))]
    public void Powers_agree_with_scalar_powers(double e)
    {
        foreach (var x in Numbers.Select<object[], double>(static row => Rounded((double)row[0])))
        {
            // Lane.Pow differs from Math.Pow for one base alone: -∞ with an exponent that is not whole.
            if (double.IsNegativeInfinity(x) && e != Math.Floor(e))
            {
                continue;
            }

            var factor = Math.Max(1, Math.Abs(e) / 8);
            Near(Math.Pow(x, e), Lane.Pow(Broadcast(x), e), factor);
            Near(Math.Pow(x, Rounded(e)), Lane.Pow(Broadcast(x), Broadcast(e)), factor);
            Near(Math.Pow(x, Rounded(e)), Lane.Pow(x, Broadcast(e)), factor);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.75)]
    [InlineData(1)]
    [InlineData(1.5)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(-1)]
    [InlineData(-0.5)]
    public void Slopes_of_powers_are_finite_at_0(double e)
    {
        foreach (var x in new[] { 0, 1e-35, 1e-20, 0.3, 1, 2, 1e5 }.Select(Rounded))
        {
            Near(LossMath.PowSlope(x, e), Lane.PowSlope(Broadcast(x), e));
            Near(LossMath.PowSlope(x, Rounded(e)), Lane.PowSlope(Broadcast(x), Broadcast(e)));
            Near(LossMath.PowSlope(x, Rounded(e)), Lane.PowSlope(x, Broadcast(e)));
        }

        Assert.Equal(e < 0, double.IsInfinity(First(Lane.PowSlope(TLane.Zero, e))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(1.3)]
    [InlineData(2)]
    [InlineData(2.7)]
    [InlineData(3)]
    [InlineData(-0.4)]
    [InlineData(-2)]
    public void Labelled_powers_give_value_and_slope(double e)
    {
        foreach (var y in new[] { 0, 1, Rounded(0.3) })
        {
            foreach (var (u, v) in new[] { (0.0, 0.0), (1e-35, 1e-18), (0.3, 1.0), (1.0, 2.5), (7.0, 0.0) }.Select(static x => (Rounded(x.Item1), Rounded(x.Item2))))
            {
                var powers = new LabelledPowers<TLane>(Broadcast(y), Broadcast(u), Broadcast(v), new(e));
                Near(Weighed(y, Math.Pow(u, e), Math.Pow(v, e)), powers.Powers(Broadcast(2), Broadcast(3)), 2);
                Near(Weighed(y, LossMath.PowSlope(u, e), LossMath.PowSlope(v, e)), powers.Slopes(Broadcast(2), Broadcast(3)), 2);
            }
        }

        // The side of weight 0 contributes nothing, even if its power is infinite.
        static double Weighed(double y, double ofOne, double ofZero) => (y == 0 ? 0 : 2 * y * ofOne) + (y == 1 ? 0 : 3 * (1 - y) * ofZero);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(-1, Infinity)]
    [InlineData(-1, NaN)]
    [InlineData(NaN, -1)]
    [InlineData(NaN, NaN)]
    [InlineData(0.1, 0.1)]
    public void Maximum_and_minimum_are_NaN_if_an_argument_is(double a, double b)
    {
        Same(Math.Max(a, b), Lane.Max(Broadcast(a), Broadcast(b)));
        Same(Math.Max(a, b), Lane.Max(a, Broadcast(b)));
        Same(Math.Max(a, b), Lane.Max(Broadcast(a), b));
        Same(Math.Min(a, b), Lane.Min(Broadcast(a), Broadcast(b)));
        Same(Math.Min(a, b), Lane.Min(a, Broadcast(b)));
        Same(Math.Min(a, b), Lane.Min(Broadcast(a), b));
    }

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(1, 1e20)]
    public void Interpolation_is_exact_at_both_ends(double w, double expected)
    {
        Same(expected, Lane.Lerp(Broadcast(0.1), Broadcast(1e20), Broadcast(w)));
        Same(expected, Lane.Lerp(0.1, Broadcast(1e20), Broadcast(w)));
        Same(expected, Lane.Lerp(Broadcast(0.1), 1e20, Broadcast(w)));
        Same(expected, Lane.Lerp(0.1, 1e20, Broadcast(w)));
        Same(2.5, Lane.Lerp(Broadcast(2), 4, Broadcast(0.25)));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(1, 1)]
    [InlineData(1, NaN)]
    [InlineData(NaN, 1)]
    public void Comparisons_take_a_scalar_on_either_side(double a, double b)
    {
        Holds(a < b, Lane.Less(Broadcast(a), Broadcast(b)), Lane.Less(a, Broadcast(b)), Lane.Less(Broadcast(a), b));
        Holds(a <= b, Lane.LessOrEqual(Broadcast(a), Broadcast(b)), Lane.LessOrEqual(a, Broadcast(b)), Lane.LessOrEqual(Broadcast(a), b));
        Holds(a > b, Lane.Greater(Broadcast(a), Broadcast(b)), Lane.Greater(a, Broadcast(b)), Lane.Greater(Broadcast(a), b));
        Holds(a >= b, Lane.GreaterOrEqual(Broadcast(a), Broadcast(b)), Lane.GreaterOrEqual(a, Broadcast(b)), Lane.GreaterOrEqual(Broadcast(a), b));
        Holds(a == b, Lane.Equal(Broadcast(a), Broadcast(b)), Lane.Equal(a, Broadcast(b)), Lane.Equal(Broadcast(a), b));
        Holds(a != b, Lane.NotEqual(Broadcast(a), Broadcast(b)), Lane.NotEqual(a, Broadcast(b)), Lane.NotEqual(Broadcast(a), b));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Logic_takes_a_scalar_on_either_side(bool a, bool b)
    {
        var (x, y) = (Lane.Less(Broadcast(a ? 0 : 2), 1), Lane.Less(Broadcast(b ? 0 : 2), 1));
        var (m, n) = (a ? 1.0 : 0.0, b ? 1.0 : 0.0);
        Holds(a && b, Lane.And(x, y), Lane.And(m, y), Lane.And(x, n));
        Holds(a || b, Lane.Or(x, y), Lane.Or(m, y), Lane.Or(x, n));
        Holds(!a, Lane.Not(x));
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 4)]
    public void Where_takes_scalars_in_every_place(bool holds, double expected)
    {
        var condition = Lane.Less(Broadcast(holds ? 0 : 2), 1);
        var number = holds ? 1.0 : 0.0;
        Same(expected, Lane.Where(condition, Broadcast(3), Broadcast(4)));
        Same(expected, Lane.Where(condition, 3, Broadcast(4)));
        Same(expected, Lane.Where(condition, Broadcast(3), 4));
        Same(expected, Lane.Where(condition, 3.0, 4.0));
        Same(expected, Lane.Where(number, Broadcast(3), Broadcast(4)));
        Same(expected, Lane.Where(number, 3, Broadcast(4)));
        Same(expected, Lane.Where(number, Broadcast(3), 4));
    }

    private static TLane Broadcast(double x) => TLane.Broadcast(x);

    private static double Rounded(double x) => TLane.IsSingle ? (float)x : x;

    private static double First(TLane lane)
    {
        var numbers = new double[TLane.Count];
        TLane.Store(lane, ref numbers[0], 0);
        Assert.All(numbers, number => Assert.Equal(numbers[0], number));
        return numbers[0];
    }

    private static void Same(double expected, TLane lane) => Assert.Equal(Rounded(expected), First(lane));

    private static void Near(double expected, TLane lane, double factor = 1)
    {
        var value = First(lane);
        expected = Rounded(expected);
        var tolerance = Math.Max(Math.Abs(expected) * (TLane.IsSingle ? 1e-6 : 1e-13) * factor, TLane.IsSingle ? 3e-45 : 1e-323);
        Assert.True(value.Equals(expected) || Math.Abs(value - expected) <= tolerance, $"{value:R} instead of {expected:R}");
    }

    private static void Holds(bool expected, params TLane[] conditions) =>
        Assert.All(conditions, condition => Same(expected ? 1 : 0, TLane.Select(condition, TLane.One, TLane.Zero)));
}
