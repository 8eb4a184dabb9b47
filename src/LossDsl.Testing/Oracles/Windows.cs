namespace LossDsl.Testing.Oracles;

/// <summary>Combines the values in a window around each pixel, by plain loops over all pixels of the window.</summary>
internal sealed class Windows(Grid grid, bool[] valid)
{
    private readonly int[] lengths = [.. grid.Spatial];

    /// <summary>Returns the mean, sum or extreme of the window around each pixel, one dimension after the other for boxes and Gaussians. Pixels that are not valid are 0.</summary>
    public double[] Apply(double[] perPixel, LocalAttribute window)
    {
        var values = perPixel.Zip(valid, static (value, counts) => counts ? value : 0).ToArray();
        var isSeparable = window is not LocalSumAttribute { Weights: not null } && window.Kernel != Kernel.Cross;
        var places = Places(window).ToArray();
        return !isSeparable ? Apply(values, window, places)
            : Enumerable.Range(0, lengths.Length).Aggregate(values, (result, dimension) => Apply(result, window, [.. places.Where(place => place.Offsets.Where((o, d) => d != dimension && o != 0).Count() == 0)]));
    }

    /// <summary>Returns whether the window of each pixel lies in the image and has valid pixels alone.</summary>
    public bool[] AreWhole(LocalAttribute window)
    {
        var places = Places(window).ToArray();
        double[] ones = [.. valid.Select(static isValid => isValid ? 1.0 : 0)];
        return [.. ones.Select((_, i) => places.All(place => ValueAt(ones, i, place.Offsets, Padding.Zero) == 1))];
    }

    private double[] Apply(double[] values, LocalAttribute window, (int[] Offsets, double Weight)[] places)
    {
        var total = window is LocalMeanAttribute ? places.Sum(static place => place.Weight) : 1;
        return [.. values.Select((_, i) =>
        {
            var around = places.Select(place => (Value: ValueAt(values, i, place.Offsets, window.Padding), place.Weight));
            return window switch
            {
                LocalMaxAttribute => around.Max(static p => p.Value),
                LocalMinAttribute => around.Min(static p => p.Value),
                _ => around.Sum(static p => p.Value * p.Weight) / total,
            };
        })];
    }

    private double ValueAt(double[] values, int i, int[] offsets, Padding padding)
    {
        var (found, stride) = (i, 1);
        for (var dimension = lengths.Length - 1; dimension >= 0; dimension--)
        {
            var at = i / stride % lengths[dimension];
            var wanted = at + offsets[dimension];
            if ((wanted < 0 || wanted >= lengths[dimension]) && padding == Padding.Zero)
            {
                return 0;
            }

            found += (Math.Clamp(wanted, 0, lengths[dimension] - 1) - at) * stride;
            stride *= lengths[dimension];
        }

        return values[found];
    }

    // Every offset of a cube, with its weight; explicit weights are those of the last dimensions.
    private IEnumerable<(int[] Offsets, double Weight)> Places(LocalAttribute window)
    {
        var (half, count) = (window.Window / 2, (int)Math.Pow(window.Window, lengths.Length));
        for (var index = 0; index < count; index++)
        {
            var rest = index;
            var offsets = new int[lengths.Length];
            for (var dimension = lengths.Length - 1; dimension >= 0; dimension--)
            {
                (rest, var place) = Math.DivRem(rest, window.Window);
                offsets[dimension] = place - half;
            }

            if (Weight(window, offsets, half) is { } weight)
            {
                yield return (offsets, weight);
            }
        }
    }

    private static double? Weight(LocalAttribute window, int[] offsets, int half)
    {
        if (window is LocalSumAttribute { Weights: { } weights })
        {
            var index = 0;
            for (var (dimension, size) = (offsets.Length - 1, 1); dimension >= 0; dimension--, size *= window.Window)
            {
                if (size >= weights.Length && offsets[dimension] != 0)
                {
                    return null;
                }

                index += size < weights.Length ? (offsets[dimension] + half) * size : 0;
            }

            return weights[index];
        }

        var sigma = window is LocalSumAttribute sum ? sum.Sigma : window is LocalMeanAttribute mean ? mean.Sigma : 0;
        return window.Kernel switch
        {
            Kernel.Cross => offsets.Count(static o => o != 0) <= 1 ? 1 : null,
            Kernel.Gaussian => Math.Exp(-offsets.Sum(static o => o * o) / (2 * sigma * sigma)),
            _ => 1,
        };
    }
}
