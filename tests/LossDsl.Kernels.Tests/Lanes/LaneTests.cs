using System.Runtime.CompilerServices;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Tests.Lanes;

public sealed class Float512Tests : LaneTests<Float512>;

public sealed class Float256Tests : LaneTests<Float256>;

public sealed class Float128Tests : LaneTests<Float128>;

public sealed class FloatScalarTests : LaneTests<FloatScalar>;

public sealed class Double512Tests : LaneTests<Double512>;

public sealed class Double256Tests : LaneTests<Double256>;

public sealed class Double128Tests : LaneTests<Double128>;

public sealed class DoubleScalarTests : LaneTests<DoubleScalar>;

/// <summary>Tests of the operations of a lane type, element by element, against the scalar operations of its element type.</summary>
public abstract class LaneTests<TLane>
    where TLane : struct, ILane<TLane>
{
    private static readonly double[] Specials =
    [
        0, -0.0, 1, -1, 0.5, 1.5, 2.5, -2.5, 3, 1e-3, -7.25, 1e30, -1e30, 1e-30, 1e-41, -1e-41, 3e38, 1e300, -1e300, 1e-300, 5e-324, double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    [Fact]
    public void The_lane_count_fills_the_register() => Assert.Equal(Unsafe.SizeOf<TLane>(), TLane.Count * (TLane.IsSingle ? sizeof(float) : sizeof(double)));

    [Fact]
    public void Arithmetic_equals_scalar_arithmetic()
    {
        CheckBinary(static (a, b) => a + b, static (a, b) => a + b, static (a, b) => a + b);
        CheckBinary(static (a, b) => a - b, static (a, b) => a - b, static (a, b) => a - b);
        CheckBinary(static (a, b) => a * b, static (a, b) => a * b, static (a, b) => a * b);
        CheckBinary(static (a, b) => a / b, static (a, b) => a / b, static (a, b) => a / b);
        CheckUnary(static a => -a, static a => -a, static a => -a);
        CheckUnary(TLane.Abs, MathF.Abs, Math.Abs);
        CheckUnary(TLane.Sqrt, MathF.Sqrt, Math.Sqrt);
        CheckUnary(TLane.Round, MathF.Round, Math.Round);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(-3)]
    [InlineData(0)]
    [InlineData(1e25)]
    public void A_scalar_operand_is_rounded_to_the_element_type(double n)
    {
        var m = (float)n;
        CheckUnary(a => a + n, a => a + m, a => a + n);
        CheckUnary(a => n + a, a => m + a, a => n + a);
        CheckUnary(a => a - n, a => a - m, a => a - n);
        CheckUnary(a => n - a, a => m - a, a => n - a);
        CheckUnary(a => a * n, a => a * m, a => a * n);
        CheckUnary(a => n * a, a => m * a, a => n * a);
        CheckUnary(a => a / n, a => a / m, a => a / n);
        CheckUnary(a => n / a, a => m / a, a => n / a);
    }

    [Fact]
    public void MultiplyAdd_rounds_once()
    {
        CheckBinary(static (a, b) => TLane.MultiplyAdd(a, a, b), static (a, b) => MathF.FusedMultiplyAdd(a, a, b), static (a, b) => Math.FusedMultiplyAdd(a, a, b));
        CheckBinary(static (a, b) => TLane.MultiplyAdd(a, 0.3, b), static (a, b) => MathF.FusedMultiplyAdd(a, 0.3f, b), static (a, b) => Math.FusedMultiplyAdd(a, 0.3, b));
        CheckBinary(static (a, b) => TLane.MultiplyAdd(a, b, 0.3), static (a, b) => MathF.FusedMultiplyAdd(a, b, 0.3f), static (a, b) => Math.FusedMultiplyAdd(a, b, 0.3));
        var expected = 2.0 + (3 * (5 + (3 * (7 + (3 * (11 + (3 * 13)))))));
        Assert.All(Numbers(TLane.Horner(TLane.Broadcast(13), TLane.Broadcast(3), 11, 7, 5, 2)), number => Assert.Equal(expected, number));
    }

    [Fact]
    public void Conditions_set_all_bits_of_an_element_or_none()
    {
        CheckCondition(TLane.Less, static (a, b) => a < b);
        CheckCondition(TLane.LessOrEqual, static (a, b) => a <= b);
        CheckCondition(TLane.Greater, static (a, b) => a > b);
        CheckCondition(TLane.GreaterOrEqual, static (a, b) => a >= b);
        CheckCondition(TLane.Equal, static (a, b) => a == b);
        CheckCondition(TLane.NotEqual, static (a, b) => a != b);
        CheckCondition(static (a, _) => TLane.IsSigned(a), static (a, _) => double.IsNegative(a));
        CheckCondition(static (a, b) => TLane.Not(TLane.Less(a, b)), static (a, b) => !(a < b));
        CheckCondition(static (a, b) => TLane.And(TLane.Less(a, b), TLane.Less(a, TLane.Zero)), static (a, b) => a < b && a < 0);
        CheckCondition(static (a, b) => TLane.Or(TLane.Less(a, b), TLane.Less(a, TLane.Zero)), static (a, b) => a < b || a < 0);
    }

    [Fact]
    public void Max_and_Min_are_NaN_if_the_second_argument_is()
    {
        foreach (var a in Specials.Where(static a => !double.IsNaN(a)))
        {
            foreach (var b in Specials)
            {
                var (x, y) = (Rounded(a), Rounded(b));
                Assert.All(Numbers(TLane.Max(TLane.Broadcast(a), TLane.Broadcast(b))), number => Assert.Equal(Math.Max(x, y), number));
                Assert.All(Numbers(TLane.Min(TLane.Broadcast(a), TLane.Broadcast(b))), number => Assert.Equal(Math.Min(x, y), number));
            }
        }
    }

    [Fact]
    public void FirstLanes_selects_so_many_elements()
    {
        for (var count = 0; count <= TLane.Count; count++)
        {
            var first = TLane.FirstLanes(count);
            double[] expected = [.. Enumerable.Range(0, TLane.Count).Select(i => i < count ? 1.0 : 2.0)];
            Assert.Equal(expected, Numbers(TLane.Select(first, TLane.One, TLane.Broadcast(2))));
            Assert.Equal(count > 0, TLane.Any(first));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public void Load_and_Store_touch_no_memory_beside_the_offset(int offset)
    {
        double[] doubles = [.. Enumerable.Range(0, 48).Select(static i => (i * i * 0.37) - 40)];
        float[] floats = [.. doubles.Select(static x => (float)x)];
        byte[] bytes = [.. Enumerable.Range(0, 48).Select(static i => (byte)(255 - (i * 5)))];
        long[] longs = [.. Enumerable.Range(0, 48).Select(static i => (i - 20) * 37L)];

        Assert.Equal(floats[offset..(offset + TLane.Count)].Select(static x => (double)x), Numbers(TLane.Load(in floats[0], offset)));
        Assert.Equal(doubles[offset..(offset + TLane.Count)].Select(Rounded), Numbers(TLane.Load(in doubles[0], offset)));
        Assert.Equal(bytes[offset..(offset + TLane.Count)].Select(static x => (double)x), Numbers(TLane.Load(in bytes[0], offset)));
        Assert.Equal(longs[offset..(offset + TLane.Count)].Select(static x => (double)x), Numbers(TLane.Load(in longs[0], offset)));

        var (narrow, wide) = (new float[48], new double[48]);
        TLane.Store(TLane.Load(in doubles[0], offset), ref narrow[0], offset);
        TLane.Store(TLane.Load(in doubles[0], offset), ref wide[0], offset);
        for (var i = 0; i < 48; i++)
        {
            var inside = i >= offset && i < offset + TLane.Count;
            Assert.Equal(inside ? floats[i] : 0, narrow[i]);
            Assert.Equal(inside ? Rounded(doubles[i]) : 0, wide[i]);
        }
    }

    [Fact]
    public void Load_takes_any_class_index()
    {
        long[] indices = [.. Enumerable.Repeat<long[]>([-1, -100, 255, 1L << 24, long.MinValue], 4).SelectMany(static x => x)];
        Assert.Equal(indices[..TLane.Count].Select(static x => (double)x), Numbers(TLane.Load(in indices[0], 0)));
    }

    [Fact]
    public void Sum_adds_in_float64()
    {
        var lane = Lane(i => i == 0 ? 1 << 24 : 1);
        Assert.Equal((1 << 24) + TLane.Count - 1.0, TLane.Sum(lane));
    }

    [Fact]
    public void Largest_and_Smallest_find_every_element_and_NaN()
    {
        for (var place = 0; place < TLane.Count; place++)
        {
            Assert.Equal(7, TLane.Largest(Lane(i => i == place ? 7 : -i)));
            Assert.Equal(-70, TLane.Smallest(Lane(i => i == place ? -70 : -i)));
            Assert.Equal(double.NaN, TLane.Largest(Lane(i => i == place ? double.NaN : i)));
            Assert.Equal(double.NaN, TLane.Smallest(Lane(i => i == place ? double.NaN : i)));
        }
    }

    [Fact]
    public void Scale_rounds_once_for_any_exponent()
    {
        var (lowest, highest) = TLane.IsSingle ? (-160, 130) : (-1080, 1026);
        foreach (var value in new[] { 1, 0.75, 1.4999999, -1.1, 3.9 })
        {
            foreach (var exponent in Enumerable.Range(lowest, highest - lowest).Select(static n => (double)n).Append(1e6).Append(-1e6).Append(double.PositiveInfinity).Append(double.NegativeInfinity))
            {
                var expected = Rounded(Math.ScaleB(Rounded(value), (int)Math.Clamp(exponent, -1e5, 1e5)));
                Assert.All(Numbers(TLane.Scale(TLane.Broadcast(value), TLane.Broadcast(exponent))), number => Assert.Equal(expected, number));
            }
        }
    }

    [Fact]
    public void Exponent_inverts_PowerOfTwo()
    {
        var (lowest, highest) = TLane.IsSingle ? (-126, 127) : (-1022, 1023);
        for (var n = lowest; n <= highest; n++)
        {
            Assert.All(Numbers(TLane.PowerOfTwo(TLane.Broadcast(n))), number => Assert.Equal(Math.ScaleB(1, n), number));
            Assert.All(Numbers(TLane.Exponent(TLane.PowerOfTwo(TLane.Broadcast(n)) * 1.9)), number => Assert.Equal(n, number));
        }
    }

    [Fact]
    public void Mantissas_lie_between_three_quarters_and_one_and_a_half()
    {
        foreach (var value in Specials.Append(0.75).Append(0.7499999).Append(1.4999999).Append(Math.PI).Where(static x => x > 0))
        {
            var mantissa = Numbers(TLane.Mantissa(TLane.Broadcast(value), out var lane))[0];
            var exponent = Numbers(lane)[0];
            if (Rounded(value) is 0 or double.PositiveInfinity)
            {
                Assert.Equal((1, Rounded(value) == 0 ? double.NegativeInfinity : double.PositiveInfinity), (mantissa, exponent));
                continue;
            }

            Assert.InRange(mantissa, 0.75, 1.5 - 1e-7);
            Assert.Equal(Rounded(value), Math.ScaleB(mantissa, (int)exponent));
        }

        Assert.All(Specials.Where(static x => x < 0 || double.IsNaN(x)).Where(static x => Rounded(x) != 0), x => Assert.Equal(double.NaN, Numbers(TLane.Mantissa(TLane.Broadcast(x), out _))[0]));
        Assert.Equal(1, Numbers(TLane.Mantissa(TLane.Broadcast(-0.0), out _))[0]);
    }

    private static double Rounded(double x) => TLane.IsSingle ? (float)x : x;

    private static double[] Numbers(TLane lane)
    {
        var numbers = new double[TLane.Count];
        TLane.Store(lane, ref numbers[0], 0);
        return numbers;
    }

    private static TLane Lane(Func<int, double> number)
    {
        double[] numbers = [.. Enumerable.Range(0, TLane.Count).Select(number)];
        return TLane.Load(in numbers[0], 0);
    }

    private static void CheckUnary(Func<TLane, TLane> lane, Func<float, float> single, Func<double, double> wide) =>
        CheckBinary((a, _) => lane(a), (a, _) => single(a), (a, _) => wide(a));

    private static void CheckBinary(Func<TLane, TLane, TLane> lane, Func<float, float, float> single, Func<double, double, double> wide)
    {
        for (var shift = 0; shift < Specials.Length; shift++)
        {
            for (var first = 0; first < Specials.Length; first += TLane.Count)
            {
                double A(int i) => Rounded(Specials[(first + i) % Specials.Length]);
                double B(int i) => Rounded(Specials[(first + i + shift) % Specials.Length]);
                double[] expected = [.. Enumerable.Range(0, TLane.Count).Select(i => TLane.IsSingle ? single((float)A(i), (float)B(i)) : wide(A(i), B(i)))];
                Assert.Equal(expected, Numbers(lane(Lane(A), Lane(B))));
            }
        }
    }

    private static void CheckCondition(Func<TLane, TLane, TLane> lane, Func<double, double, bool> expected)
    {
        CheckBinary((a, b) => TLane.Select(lane(a, b), TLane.One, TLane.Zero), (a, b) => expected(a, b) ? 1 : 0, (a, b) => expected(a, b) ? 1 : 0);
        CheckBinary((a, b) => TLane.And(lane(a, b), TLane.Broadcast(3)), (a, b) => expected(a, b) ? 3 : 0, (a, b) => expected(a, b) ? 3 : 0);
    }
}
