using UNetTrainer.Errors;

namespace UNetTrainer.Imaging;

/// <summary>Refuses pictures that claim more pixels than they hold or than memory should be taken for.</summary>
internal static class PixelLimit
{
    /// <summary>Largest number of values of a picture.</summary>
    public const long Most = 1 << 29;

    /// <summary>Checks a claim before memory is allocated for it.</summary>
    /// <param name="width">Claimed number of pixels in a row.</param>
    /// <param name="height">Claimed number of rows.</param>
    /// <param name="samples">Claimed number of values of a pixel, of all pages.</param>
    /// <param name="fits">Whether the file is long enough for the claim.</param>
    /// <param name="length">Length of the file.</param>
    /// <exception cref="InputException">The claim is refused.</exception>
    public static void Check(long width, long height, long samples, bool fits, long length)
    {
        if (!fits || width * height > Most / samples)
        {
            throw new InputException(fits
                ? $"it has {width} x {height} pixels of {samples} values; at most {Most} values can be read"
                : $"it claims {width} x {height} pixels, which {length} bytes cannot hold");
        }
    }
}
