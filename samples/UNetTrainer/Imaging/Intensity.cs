namespace UNetTrainer.Imaging;

/// <summary>
/// Normalises the intensities of each channel of a volume, so that images of different scanners are comparable: values are clipped at the 0.5th and 99.5th percentile, then shifted and
/// scaled to mean 0 and standard deviation 1. Where nearly all values are equal, none is clipped, and where all are, they become 0. Values that are not finite count as the darkest.
/// </summary>
internal static class Intensity
{
    private const int LargestSample = 1_000_000;

    /// <summary>Returns the normalised volume.</summary>
    public static Volume Normalize(Volume volume)
    {
        var (normalized, channel) = (new float[volume.Voxels.Length], volume.Voxels.Length / volume.Channels);
        for (var c = 0; c < volume.Channels; c++)
        {
            Normalize(volume.Voxels.AsSpan(c * channel, channel), normalized.AsSpan(c * channel, channel));
        }

        return volume with { Voxels = normalized };
    }

    private static void Normalize(ReadOnlySpan<float> from, Span<float> to)
    {
        var (low, high) = Range(from);
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = float.IsFinite(from[i]) ? Math.Clamp(from[i], low, high) : low;
        }

        var (mean, deviation) = Moments(to);
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = deviation > 0 ? (float)((to[i] - mean) / deviation) : 0;
        }
    }

    private static (double Mean, double Deviation) Moments(ReadOnlySpan<float> values)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in values)
        {
            sum += value;
        }

        var mean = sum / values.Length;
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return (mean, Math.Sqrt(squares / values.Length));
    }

    // A sparse image, e.g. of an angiography, has its few bright values beyond the percentile.
    private static (float Low, float High) Range(ReadOnlySpan<float> values)
    {
        var range = Percentiles(values);
        return range.High > range.Low ? range : Extremes(values);
    }

    private static (float Low, float High) Extremes(ReadOnlySpan<float> values)
    {
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var value in values)
        {
            (low, high) = float.IsFinite(value) ? (Math.Min(low, value), Math.Max(high, value)) : (low, high);
        }

        return low <= high ? (low, high) : (0, 0);
    }

    private static (float Low, float High) Percentiles(ReadOnlySpan<float> voxels)
    {
        var stride = 1 + (voxels.Length / LargestSample);
        var sample = new List<float>(voxels.Length / stride);
        for (var i = 0; i < voxels.Length; i += stride)
        {
            if (float.IsFinite(voxels[i]))
            {
                sample.Add(voxels[i]);
            }
        }

        sample.Sort();
        return sample.Count == 0 ? (0, 0) : (sample[(int)(0.005 * (sample.Count - 1))], sample[(int)(0.995 * (sample.Count - 1))]);
    }
}
