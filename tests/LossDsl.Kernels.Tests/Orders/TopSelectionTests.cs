using LossDsl.Orders;

namespace LossDsl.Kernels.Orders;

/// <summary>Tests of the selection of the largest values against a stable sort.</summary>
public sealed unsafe class TopSelectionTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(1000, 1)]
    [InlineData(1000, 100)]
    [InlineData(1000, 999)]
    [InlineData(1000, 1000)]
    [InlineData(70000, 7000)]
    public void The_first_of_the_largest_values_are_selected(int count, int selected)
    {
        // Values with many ties, with few, and with none; infinities, 0 and -0 among them.
        foreach (var steps in new[] { 3.0, 100, 1e12 })
        {
            var random = new Random(count);
            double[] values = [.. Enumerable.Range(0, count).Select(i => i % 50 == 7 ? double.NegativeInfinity : i % 90 == 8 ? -0.0 : Math.Round((random.NextDouble() - 0.5) * steps))];
            float[] singles = [.. values.Select(static value => (float)value)];
            var (shares, singleShares) = (new double[count], new float[count]);
            fixed (double* value = values, share = shares)
            fixed (float* single = singles, singleShare = singleShares)
            {
                TopSelection.Write(value, share, count, selected, 0.5);
                TopSelection.Write(single, singleShare, count, selected, 0.5f);
            }

            Assert.Equal(Expected(values, selected), shares);
            Assert.Equal(Expected([.. singles.Select(static value => (double)value)], selected), singleShares.Select(static share => (double)share));
        }
    }

    private static double[] Expected(double[] values, int selected)
    {
        var first = values.Select(static (value, at) => (value, at)).OrderByDescending(static pair => pair.value).Take(selected).Select(static pair => pair.at).ToHashSet();
        return [.. values.Select((_, at) => first.Contains(at) ? 0.5 : 0)];
    }
}
