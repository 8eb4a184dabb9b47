namespace UNetTrainer.Imaging;

/// <summary>Packs the colours of a mask whose classes are colours.</summary>
internal static class Colours
{
    private const float SixteenToEightBits = 257;

    /// <summary>Returns a volume of RGB as one of a single channel with the values 0xRRGGBB, which float32 holds exactly.</summary>
    public static Volume Pack(Volume rgb)
    {
        var (all, packed) = (rgb.Voxels, new float[rgb.Voxels.Length / 3]);
        var scale = all.Max() > byte.MaxValue ? SixteenToEightBits : 1;
        for (var i = 0; i < packed.Length; i++)
        {
            packed[i] = (Byte(all[i]) << 16) | (Byte(all[i + packed.Length]) << 8) | Byte(all[i + (2 * packed.Length)]);
        }

        return rgb with { Voxels = packed, Channels = 1 };

        int Byte(float value) => (int)Math.Clamp(value / scale, 0, byte.MaxValue);
    }
}
