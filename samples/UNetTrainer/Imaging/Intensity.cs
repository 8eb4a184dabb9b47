using UNetTrainer.Errors;

namespace UNetTrainer.Imaging;

/// <summary>
/// Normalises the intensities of each volume, so that images of different scanners are comparable: values are clipped at the 0.5th and 99.5th percentile, then shifted and scaled to
/// mean 0 and standard deviation 1. Values that are not finite count as the darkest.
/// </summary>
internal static class Intensity
{
    private const int LargestSample = 1_000_000;

    /// <summary>Returns the normalised volume.</summary>
    /// <exception cref="InputException">The volume has no contrast.</exception>
    public static Volume Normalize(Volume volume)
    {
        var (low, high) = Percentiles(volume.Voxels);
        if (!(high > low))
        {
            throw new InputException($"an image with contrast was expected, but 99 of 100 of its values are {low}");
        }

        var clipped = Array.ConvertAll(volume.Voxels, v => float.IsFinite(v) ? Math.Clamp(v, low, high) : low);
        var mean = clipped.Average(static v => (double)v);
        var deviation = Math.Sqrt(clipped.Average(v => (v - mean) * (v - mean)));
        return volume with { Voxels = Array.ConvertAll(clipped, v => (float)((v - mean) / deviation)) };
    }

    private static (float Low, float High) Percentiles(float[] voxels)
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
