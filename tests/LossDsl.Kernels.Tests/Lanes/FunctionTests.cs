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

/// <summary>The functions of formulas mean what they mean for numbers, at their limits and beyond too.</summary>
public abstract class FunctionTests<TLane>
    where TLane : struct, ILane<TLane>
{
    private const double Infinity = double.PositiveInfinity;
    private const double None = double.NaN;

    public static TheoryData<double> Numbers => new(0, -0.0, 0.5, -0.5, 1, -1, 2, -2, 3, 0.7, -7.25, 1e-3, 20, -20, 100, -100, 1e4, -1e4, 1e30, -1e30, 1e-40, 1e300, -1e300, Infinity, -Infinity, None);

    public static TheoryData<double> Exponents => new(0, 1, 2, 3, 4, 5, 6, -1, -2, -3, -4, 0.5, -0.5, 1.5, 2.5, -1.5, 0.3, -0.3, 7.7, 100, -100, 101, 1e5, -1e5, 1e10, 1e300, -1e300, Infinity, -Infinity);

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Special_values_are_those_of_numbers(double x)
    {
        x = Rounded(x);
        Near(Math.Exp(x), Lane.Exp(Of(x)));
        Near(x < 0 ? Math.Exp(x) - 1 : LossMath.ExpM1(x), Lane.Expm1(Of(x)));
        Near(Math.Log(x), Lane.Log(Of(x)));
        Near(x < -1 ? None : LossMath.Log1P(x), Lane.Log1p(Of(x)));
        Near(Math.Tanh(x), Lane.Tanh(Of(x)));
        Near(LossMath.Sigmoid(x), Lane.Sigmoid(Of(x)));
        Near(LossMath.Softplus(x), Lane.Softplus(Of(x)));
        Near(Math.Abs(x) > 400 ? Math.Abs(x) - Math.Log(2) : LossMath.LogCosh(x), Lane.LogCosh(Of(x)));
        Near(Math.Sqrt(x), Lane.Sqrt(Of(x)));
        Near(Math.Abs(x), Lane.Abs(Of(x)));
        Near(x * x, Lane.Square(Of(x)));
        Near(double.IsNaN(x) ? x : Math.Sign(x), Lane.Sign(Of(x)));
        Near(Math.Max(x, 1e-30), Lane.ClampPositive(Of(x)));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Functions_that_losses_seldom_need_are_those_of_numbers(double x)
    {
        x = Rounded(x);
        Same(Math.Sin(x), Lane.Sin(Of(x)));
        Same(Math.Cos(x), Lane.Cos(Of(x)));
        Same(Math.Tan(x), Lane.Tan(Of(x)));
        Same(Math.Asin(x), Lane.Asin(Of(x)));
        Same(Math.Acos(x), Lane.Acos(Of(x)));
        Same(Math.Atan(x), Lane.Atan(Of(x)));
        Same(Math.Sinh(x), Lane.Sinh(Of(x)));
        Same(Math.Cosh(x), Lane.Cosh(Of(x)));
        Same(Math.Asinh(x), Lane.Asinh(Of(x)));
        Same(Math.Acosh(x), Lane.Acosh(Of(x)));
        Same(Math.Atanh(x), Lane.Atanh(Of(x)));
        Same(Math.Cbrt(x), Lane.Cbrt(Of(x)));
        foreach (var other in new[] { 0, -0.0, 1, -2, Infinity, None })
        {
            Same(Math.Atan2(x, other), Lane.Atan2(Of(x), Of(other)));
            Same(Math.Atan2(other, x), Lane.Atan2(Of(other), Of(x)));
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Probabilities_and_their_logarithms_belong_together(double x)
    {
        x = Rounded(x);
        var prediction = SigmoidPrediction<TLane>.FromLogit(Of(x));
        Near(LossMath.Sigmoid(x), prediction.P);
        Near(LossMath.Sigmoid(-x), prediction.Q);
        Near(-LossMath.Softplus(-x), prediction.LogP);
        Near(-LossMath.Softplus(x), prediction.LogQ);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Both_outcomes_together_are_what_they_are_apart(double x)
    {
        x = Rounded(x);
        var prediction = SigmoidPrediction<TLane>.FromLogit(Of(x));
        var (p, q) = (LossMath.Sigmoid(x), LossMath.Sigmoid(-x));
        var (logP, logQ) = (-LossMath.Softplus(-x), -LossMath.Softplus(x));
        Near(p * q, prediction.Variance, 2);
        Near((2 * p) + (3 * q), prediction.Expected(Of(2), Of(3)));
        Near((0.25 * logP) + (0.75 * logQ), prediction.LogLikelihood(Of(0.25), Of(0.75)));
        Near((2 * logP) + (3 * logQ), prediction.LogLikelihood(Of(2), Of(3), Of(5)));
        if (double.IsFinite(x))
        {
            // Nothing of the outcome that does not count is left.
            Near(3 * q, prediction.Expected(Of(0), Of(3)), 2);
            Near(logP, prediction.LogLikelihood(Of(1), Of(0)));
            Near(3 * logQ, prediction.LogLikelihood(Of(0), Of(3), Of(3)), 2);
        }
    }

    [Theory]
    [MemberData(nameof(Exponents))]
    public void Powers_are_those_of_numbers(double e)
    {
        foreach (var x in Numbers.Select<object[], double>(static row => Rounded((double)row[0])))
        {
            // -∞ to a power that is not whole is the one case that differs.
            if (double.IsNegativeInfinity(x) && e != Math.Floor(e))
            {
                continue;
            }

            var factor = Math.Max(1, Math.Abs(e) / 8);
            Near(Math.Pow(x, e), Lane.Pow(Of(x), e), factor);
            Near(Math.Pow(x, Rounded(e)), Lane.Pow(Of(x), Of(e)), factor);
            Near(Math.Pow(x, Rounded(e)), Lane.Pow(x, Of(e)), factor);
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
            Near(LossMath.PowSlope(x, e), Lane.PowSlope(Of(x), e));
            Near(LossMath.PowSlope(x, Rounded(e)), Lane.PowSlope(Of(x), Of(e)));
            Near(LossMath.PowSlope(x, Rounded(e)), Lane.PowSlope(x, Of(e)));
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
    public void One_power_of_the_label_does_for_value_and_slope(double e)
    {
        foreach (var y in new[] { 0, 1, Rounded(0.3) })
        {
            foreach (var (u, v) in new[] { (0.0, 0.0), (1e-35, 1e-18), (0.3, 1.0), (1.0, 2.5), (7.0, 0.0) }.Select(static x => (Rounded(x.Item1), Rounded(x.Item2))))
            {
                var powers = new LabelledPowers<TLane>(Of(y), Of(u), Of(v), new(e));
                Near(Weighed(y, Math.Pow(u, e), Math.Pow(v, e)), powers.Powers(Of(2), Of(3)), 2);
                Near(Weighed(y, LossMath.PowSlope(u, e), LossMath.PowSlope(v, e)), powers.Slopes(Of(2), Of(3)), 2);
            }
        }

        // The side that is not labelled does not count, even where it is infinite.
        static double Weighed(double y, double ofOne, double ofZero) => (y == 0 ? 0 : 2 * y * ofOne) + (y == 1 ? 0 : 3 * (1 - y) * ofZero);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(-1, Infinity)]
    [InlineData(-1, None)]
    [InlineData(None, -1)]
    [InlineData(None, None)]
    [InlineData(0.1, 0.1)]
    public void Extremes_are_no_number_where_one_is_none(double a, double b)
    {
        Same(Math.Max(a, b), Lane.Max(Of(a), Of(b)));
        Same(Math.Max(a, b), Lane.Max(a, Of(b)));
        Same(Math.Max(a, b), Lane.Max(Of(a), b));
        Same(Math.Min(a, b), Lane.Min(Of(a), Of(b)));
        Same(Math.Min(a, b), Lane.Min(a, Of(b)));
        Same(Math.Min(a, b), Lane.Min(Of(a), b));
    }

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(1, 1e20)]
    public void Interpolation_is_exact_at_both_ends(double w, double expected)
    {
        Same(expected, Lane.Lerp(Of(0.1), Of(1e20), Of(w)));
        Same(expected, Lane.Lerp(0.1, Of(1e20), Of(w)));
        Same(expected, Lane.Lerp(Of(0.1), 1e20, Of(w)));
        Same(expected, Lane.Lerp(0.1, 1e20, Of(w)));
        Same(2.5, Lane.Lerp(Of(2), 4, Of(0.25)));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(1, 1)]
    [InlineData(1, None)]
    [InlineData(None, 1)]
    public void Comparisons_take_numbers_on_either_side(double a, double b)
    {
        Holds(a < b, Lane.Less(Of(a), Of(b)), Lane.Less(a, Of(b)), Lane.Less(Of(a), b));
        Holds(a <= b, Lane.LessOrEqual(Of(a), Of(b)), Lane.LessOrEqual(a, Of(b)), Lane.LessOrEqual(Of(a), b));
        Holds(a > b, Lane.Greater(Of(a), Of(b)), Lane.Greater(a, Of(b)), Lane.Greater(Of(a), b));
        Holds(a >= b, Lane.GreaterOrEqual(Of(a), Of(b)), Lane.GreaterOrEqual(a, Of(b)), Lane.GreaterOrEqual(Of(a), b));
        Holds(a == b, Lane.Equal(Of(a), Of(b)), Lane.Equal(a, Of(b)), Lane.Equal(Of(a), b));
        Holds(a != b, Lane.NotEqual(Of(a), Of(b)), Lane.NotEqual(a, Of(b)), Lane.NotEqual(Of(a), b));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Logic_takes_numbers_on_either_side(bool a, bool b)
    {
        var (x, y) = (Lane.Less(Of(a ? 0 : 2), 1), Lane.Less(Of(b ? 0 : 2), 1));
        var (m, n) = (a ? 1.0 : 0.0, b ? 1.0 : 0.0);
        Holds(a && b, Lane.And(x, y), Lane.And(m, y), Lane.And(x, n));
        Holds(a || b, Lane.Or(x, y), Lane.Or(m, y), Lane.Or(x, n));
        Holds(!a, Lane.Not(x));
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 4)]
    public void Choice_takes_numbers_everywhere(bool holds, double expected)
    {
        var condition = Lane.Less(Of(holds ? 0 : 2), 1);
        var number = holds ? 1.0 : 0.0;
        Same(expected, Lane.Where(condition, Of(3), Of(4)));
        Same(expected, Lane.Where(condition, 3, Of(4)));
        Same(expected, Lane.Where(condition, Of(3), 4));
        Same(expected, Lane.Where(condition, 3.0, 4.0));
        Same(expected, Lane.Where(number, Of(3), Of(4)));
        Same(expected, Lane.Where(number, 3, Of(4)));
        Same(expected, Lane.Where(number, Of(3), 4));
    }

    private static TLane Of(double x) => TLane.Broadcast(x);

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
