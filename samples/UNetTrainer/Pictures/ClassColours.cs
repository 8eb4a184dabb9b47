using SkiaSharp;

namespace UNetTrainer.Pictures;

/// <summary>Colour of each class in pictures.</summary>
internal static class ClassColours
{
    /// <summary>Colour of pixels that do not count.</summary>
    public static SKColor Ignored { get; } = new(0xC8, 0xC8, 0xC8);

    private const byte Opacity = 0x70;

    /// <summary>Returns the colour of a class. Hues are a golden angle apart, so that neighbouring classes differ for any number of classes.</summary>
    public static SKColor Of(int c) => c == Data.LabelMap.Ignored ? Ignored : SKColor.FromHsv((float)(140 + (137.508 * (c - 1))) % 360, 75, 100);

    /// <summary>Returns the colour of a pixel: grey for the background, else grey and the colour of the class mixed.</summary>
    public static SKColor Mixed(byte grey, int c)
    {
        var colour = Of(c);
        return c == 0 ? new(grey, grey, grey) : new(Mix(colour.Red), Mix(colour.Green), Mix(colour.Blue));

        byte Mix(byte channel) => (byte)(((grey * (0xFF - Opacity)) + (channel * Opacity)) / 0xFF);
    }
}
