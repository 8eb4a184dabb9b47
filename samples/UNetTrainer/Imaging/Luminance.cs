namespace UNetTrainer.Imaging;

/// <summary>Computes the luminance of a colour (ITU-R BT.601). The luminance of a grey is exactly that grey, because pictures can also hold labels.</summary>
internal static class Luminance
{
    /// <summary>Returns the luminance, from 0 to 255.</summary>
    public static float Compute(byte red, byte green, byte blue) =>
        red == green && green == blue ? red : (0.299f * red) + (0.587f * green) + (0.114f * blue);
}
