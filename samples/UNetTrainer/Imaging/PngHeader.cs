using System.Buffers.Binary;
using UNetTrainer.Errors;

namespace UNetTrainer.Imaging;

/// <summary>Header of a PNG file (PNG specification, third edition, section 11.2.1).</summary>
/// <param name="Width">Number of pixels in a row.</param>
/// <param name="Height">Number of rows.</param>
/// <param name="Format">Format of the samples.</param>
/// <param name="ColourType">Meaning of the samples: 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha.</param>
/// <param name="IsInterlaced">Whether the pixels are stored in the seven passes of Adam7.</param>
internal sealed record PngHeader(int Width, int Height, SampleFormat Format, int ColourType, bool IsInterlaced)
{
    // Deflate expands to 1032 bytes at most.
    private const long MostExpansion = 1032;

    /// <summary>Whether the samples are indices of a palette.</summary>
    public bool IsIndexed => ColourType == 3;

    /// <summary>Whether the last sample of a pixel is its opacity.</summary>
    public bool HasAlpha => ColourType is 4 or 6;

    /// <summary>Number of samples of a pixel.</summary>
    public int Samples => ColourType switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    /// <summary>Reads the header chunk.</summary>
    /// <exception cref="InputException">The chunk is malformed.</exception>
    public static PngHeader Parse(ReadOnlySpan<byte> data)
    {
        if (data.Length != 13)
        {
            throw new InputException("it is damaged: its header has another length than a PNG's");
        }

        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(data), BinaryPrimitives.ReadUInt32BigEndian(data[4..]));
        var (bits, colour) = (data[8], data[9]);
        var isKnown = (colour, bits) is (0, 1 or 2 or 4 or 8 or 16) or (3, 1 or 2 or 4 or 8) or (2 or 4 or 6, 8 or 16);
        return isKnown && data[10] == 0 && data[11] == 0 && data[12] < 2 && width is > 0 and < int.MaxValue && height is > 0 and < int.MaxValue
            ? new((int)width, (int)height, new(bits, SampleKind.Unsigned), colour, data[12] == 1)
            : throw new InputException($"its header states a PNG of {width} x {height} pixels, colour type {colour} and {bits} bits, which does not exist");
    }

    /// <summary>Compares the header's claims with the length of the file, so that false claims cost no memory.</summary>
    /// <exception cref="InputException">The file cannot hold so many pixels.</exception>
    public void Check(long length) =>
        PixelLimit.Check(Width, Height, Samples, Format.RowLength((long)Width * Samples) <= length * MostExpansion / Height, length);

    /// <summary>Returns the kind of file, e.g. <c>16-bit grey PNG</c>.</summary>
    public override string ToString() => $"{Format} {ColourType switch { 0 => "grey", 2 => "RGB", 3 => "palette", 4 => "grey and alpha", _ => "RGBA" }} PNG";
}
