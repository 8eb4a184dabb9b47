namespace UNetTrainer.Imaging;

/// <summary>How bright a colour is (ITU-R BT.601). Of a grey it is the grey itself, exactly, because labels are kept in pictures too.</summary>
internal static class Luminance
{
    /// <summary>From 0 to 255.</summary>
    public static float Compute(byte red, byte green, byte blue) =>
        red == green && green == blue ? red : (0.299f * red) + (0.587f * green) + (0.114f * blue);
}
