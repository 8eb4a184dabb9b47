using System.Numerics;

namespace LossDsl.Kernels.Windows;

/// <summary>A window along one dimension: each output is a weighted sum of few inputs.</summary>
internal sealed class WindowAxis
{
    private readonly (int Source, double Weight)[][] taps;
    private readonly double[] weights;
    private readonly int half;

    /// <param name="length">The length of the dimension.</param>
    /// <param name="weights">The weights of the window, symmetric, of odd number.</param>
    /// <param name="isAdjoint">Each input goes to the outputs that it came from.</param>
    public WindowAxis(int length, double[] weights, bool isAdjoint)
    {
        (this.weights, half) = (weights, weights.Length / 2);
        var terms = from output in Enumerable.Range(0, length)
                    from offset in Enumerable.Range(-half, weights.Length)
                    let source = Math.Clamp(output + offset, 0, length - 1)
                    let weight = weights[offset + half]
                    select isAdjoint ? (Output: source, Source: output, Weight: weight) : (Output: output, Source: source, Weight: weight);
        taps = [.. terms.GroupBy(static term => term.Output).OrderBy(static group => group.Key)
            .Select(static group => group.GroupBy(static term => term.Source, static term => term.Weight).Select(static same => (same.Key, same.Sum())).ToArray())];
    }

    /// <summary>Filters lines of <paramref name="inner"/> consecutive numbers.</summary>
    public void Lines(ReadOnlySpan<double> source, Span<double> result, int inner)
    {
        result.Clear();
        for (var output = 0; output < taps.Length; output++)
        {
            var line = result.Slice(output * inner, inner);
            foreach (var (input, weight) in taps[output])
            {
                Add(source.Slice(input * inner, inner), weight, line);
            }
        }
    }

    /// <summary>Filters a line along itself.</summary>
    public void Line(ReadOnlySpan<double> source, Span<double> result)
    {
        result.Clear();
        var (first, count) = (half, Math.Max(0, taps.Length - (2 * half)));
        for (var k = 0; k < weights.Length && count > 0; k++)
        {
            Add(source.Slice(k, count), weights[k], result.Slice(first, count));
        }

        for (var output = 0; output < taps.Length; output++)
        {
            if (output < first || output >= first + count)
            {
                foreach (var (input, weight) in taps[output])
                {
                    result[output] += weight * source[input];
                }
            }
        }
    }

    private static void Add(ReadOnlySpan<double> source, double weight, Span<double> result)
    {
        var i = 0;
        for (; i <= result.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(result[i..]) + (new Vector<double>(source[i..]) * weight)).CopyTo(result[i..]);
        }

        for (; i < result.Length; i++)
        {
            result[i] += source[i] * weight;
        }
    }
}
