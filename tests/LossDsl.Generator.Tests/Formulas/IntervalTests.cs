using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Tests.Formulas;

/// <summary>Tests that the range of every op contains every value of the op, for any arguments inside their ranges.</summary>
public sealed class IntervalTests
{
    private static readonly double[] Ends = [double.NegativeInfinity, -1e300, -800, -3, -1, -0.5, -1e-9, 0, 1e-300, 0.3, 1, 1.5, 2, 40, 800, 1e300, double.PositiveInfinity];

    public static TheoryData<string> Ops => [.. OpTable.Rows.Select(static op => op.Name)];

    [Theory]
    [MemberData(nameof(Ops))]
    public void The_range_of_an_op_holds_every_value(string name)
    {
        var op = OpTable.FindByName(name)!;
        var random = new Random(name.Length * 31 + name[0]);
        for (var i = 0; i < 6000; i++)
        {
            Interval[] ranges = [.. Enumerable.Range(0, op.Arity).Select(_ => RandomInterval(random))];
            var range = op.Range(ranges);
            for (var j = 0; j < 6; j++)
            {
                double[] point = [.. ranges.Select(r => PointIn(r, random)).OfType<double>()];
                if (point.Length < op.Arity)
                {
                    continue;
                }

                var value = op.Evaluate(point);
                Assert.True(
                    range.Contains(value) || Underflows(range, value, point) || Overflows(range, ranges, value, point),
                    $"{name}({string.Join(", ", point.Select(static p => $"{p:R}"))}) = {value:R} is not in {Text(range)}, from {string.Join(", ", ranges.Select(Text))}");
            }
        }
    }

    [Theory]
    [InlineData("[0, 1]", 0, 1)]
    [InlineData("[0.3333, 0.6667]", 1.0 / 3, 2.0 / 3)]
    [InlineData("[-1.235e-5, 1235]", -1.2341e-5, 1234.1)]
    [InlineData("[0, 0.9]", 0, 0.89999999999999999)]
    public void An_interval_is_printed_rounded_outwards(string expected, double low, double high) => Assert.Equal(expected, new Interval(low, high).ToString());

    [Theory]
    [InlineData("divide", 0, 1, 0, 1, false)]
    [InlineData("divide", 0, 1, 0.5, 1, true)]
    [InlineData("multiply", 1e200, 1e200, 1e200, 1e200, false)]
    [InlineData("pow", 0, 1, -1, 1, false)]
    [InlineData("pow", 0, 1, 0, 1, true)]
    [InlineData("pow", -1, 1, 0.5, 0.5, false)]
    [InlineData("pow", -1, 1, 2, 2, true)]
    [InlineData("powSlope", 0, 1, 0.1, 3, true)]
    public void A_range_is_finite_only_if_every_value_is(string name, double low, double high, double otherLow, double otherHigh, bool isFinite) =>
        Assert.Equal(isFinite, OpTable.FindByName(name)!.Range([new(low, high), new(otherLow, otherHigh)]).IsFinite);

    // An exact value may be positive but below the smallest double: the op then gives 0, which an open range excludes.
    private static bool Underflows(Interval range, double value, double[] point) =>
        value == 0 && (range.Low == 0 || range.High == 0) && point.Any(static x => x != 0);

    // Ranges are about real numbers: an op of large arguments may overflow to an infinity that an open range excludes.
    private static bool Overflows(Interval range, Interval[] ranges, double value, double[] point) =>
        double.IsInfinity(value) && double.IsInfinity(value > 0 ? range.High : range.Low)
        && (range.MayBeUndefined || ranges.Any(static r => double.IsInfinity(r.Low) || double.IsInfinity(r.High)) || point.Any(static x => Math.Abs(x) is > 1e99 or < 1e-99));

    private static Interval RandomInterval(Random random)
    {
        var (a, b) = (Ends[random.Next(Ends.Length)], Ends[random.Next(Ends.Length)]);
        return a == b
            ? Interval.Point(a)
            : new(Math.Min(a, b), Math.Max(a, b), random.Next(3) == 0 || double.IsInfinity(Math.Min(a, b)) && random.Next(2) == 0, random.Next(3) == 0 || double.IsInfinity(Math.Max(a, b)) && random.Next(2) == 0);
    }

    private static double? PointIn(Interval range, Random random)
    {
        double[] candidates =
        [
            range.Low, range.High, 0, 1, -1, 0.5,
            Math.Max(range.Low, -1e3) + ((Math.Min(range.High, 1e3) - Math.Max(range.Low, -1e3)) * random.NextDouble()),
            range.Low == 0 ? 1e-100 : Math.BitIncrement(range.Low), range.High == 0 ? -1e-100 : Math.BitDecrement(range.High),
        ];

        // Towards an open infinite end, points whose values would overflow are left out.
        var isLong = (range.LowIsOpen && double.IsInfinity(range.Low)) || (range.HighIsOpen && double.IsInfinity(range.High));
        double[] inside = [.. candidates.Append(range.Low < -3 ? -3 : 3).Append((Math.Max(range.Low, -700) + Math.Min(range.High, 700)) / 2).Where(x => range.Contains(x) && (!isLong || Math.Abs(x) <= 700 || x == range.Low || x == range.High))];
        return inside.Length == 0 ? null : inside[random.Next(inside.Length)];
    }

    private static string Text(Interval r) => $"{(r.LowIsOpen ? '(' : '[')}{r.Low:R}, {r.High:R}{(r.HighIsOpen ? ')' : ']')}{(r.MayBeUndefined ? "?" : "")}";
}
