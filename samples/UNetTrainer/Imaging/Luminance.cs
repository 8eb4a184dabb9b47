namespace UNetTrainer.Imaging;

/// <summary>Computes the luminance of colours (ITU-R BT.601). The luminance of a grey is exactly that grey, because pictures can also hold labels.</summary>
internal static class Luminance
{
    /// <summary>Returns a volume of three channels as one of a single channel. Other volumes are returned as they are.</summary>
    public static Volume ToGrey(Volume volume)
    {
        if (volume.Channels != 3)
        {
            return volume;
        }

        var (all, grey) = (volume.Voxels, new float[volume.Voxels.Length / 3]);
        for (var i = 0; i < grey.Length; i++)
        {
            grey[i] = Compute(all[i], all[i + grey.Length], all[i + (2 * grey.Length)]);
        }

        return volume with { Voxels = grey, Channels = 1 };
    }

    private static float Compute(float red, float green, float blue) =>
        red == green && green == blue ? red : (0.299f * red) + (0.587f * green) + (0.114f * blue);
}
