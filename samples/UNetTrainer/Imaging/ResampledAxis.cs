namespace UNetTrainer.Imaging;

/// <summary>Dimension of a volume that is resampled: voxel i of the result lies at voxel Start + i · Ratio of the source.</summary>
/// <param name="From">Number of voxels of the source.</param>
/// <param name="To">Number of voxels of the result.</param>
/// <param name="Ratio">Distance of the result's voxels in voxels of the source.</param>
/// <param name="Start">Place of the first voxel.</param>
internal readonly record struct ResampledAxis(int From, int To, double Ratio, double Start)
{
    /// <summary>Creates an axis whose result has the same centre and, but for rounding, the same extent.</summary>
    public ResampledAxis(int from, double ratio)
        : this(from, (int)Math.Clamp(Math.Round(from / ratio), 1, int.MaxValue), ratio, 0) => Start = ((From - 1) - ((To - 1) * Ratio)) / 2;

    /// <summary>Axis that leads back to the source.</summary>
    public ResampledAxis Inverse => new(To, From, 1 / Ratio, -Start / Ratio);

    /// <summary>Returns resampled values.</summary>
    /// <param name="voxels">Values of the source.</param>
    /// <param name="inner">Number of values between neighbours along this dimension.</param>
    /// <param name="nearest">Whether values of the nearest voxel are taken.</param>
    public float[] Apply(float[] voxels, int inner, bool nearest)
    {
        var result = new float[voxels.Length / From * To];
        for (var i = 0; i < To; i++)
        {
            var place = Math.Clamp(Start + (i * Ratio), 0, From - 1);
            place = nearest ? Math.Floor(place + 0.5) : place;
            var (low, weight) = ((int)place, (float)(place - Math.Floor(place)));
            for (int source = low * inner, target = i * inner; target < result.Length; source += From * inner, target += To * inner)
            {
                Mix(voxels.AsSpan(source), weight > 0 ? inner : 0, weight, result.AsSpan(target, inner));
            }
        }

        return result;
    }

    private static void Mix(ReadOnlySpan<float> from, int next, float weight, Span<float> to)
    {
        for (var i = 0; i < to.Length; i++)
        {
            // A neighbour without weight is not read, because it may be outside, or not finite.
            to[i] = next == 0 ? from[i] : from[i] + (weight * (from[i + next] - from[i]));
        }
    }
}
