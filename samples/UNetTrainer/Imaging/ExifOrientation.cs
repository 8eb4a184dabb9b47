using System.Buffers.Binary;

namespace UNetTrainer.Imaging;

/// <summary>Reads the orientation from EXIF data: a TIFF header and one directory (EXIF 2.32, section 4.5).</summary>
internal static class ExifOrientation
{
    private const int Tag = 0x0112;

    /// <summary>Returns the orientation, from 1 to 8; 1 if none is stated or the data is malformed.</summary>
    public static int Read(ReadOnlySpan<byte> exif)
    {
        var isLittle = exif.StartsWith("II"u8);
        var at = exif.Length >= 8 ? Number(exif[4..], isLittle, 4) : uint.MaxValue;
        if (at > exif.Length - 2)
        {
            return 1;
        }

        var entries = exif[((int)at + 2)..];
        for (var left = Number(exif[(int)at..], isLittle, 2); left > 0 && entries.Length >= 12; left--, entries = entries[12..])
        {
            if (Number(entries, isLittle, 2) == Tag)
            {
                return Number(entries[8..], isLittle, 2) is var value and >= 1 and <= 8 ? (int)value : 1;
            }
        }

        return 1;
    }

    private static uint Number(ReadOnlySpan<byte> from, bool isLittle, int length) => (isLittle, length) switch
    {
        (true, 2) => BinaryPrimitives.ReadUInt16LittleEndian(from),
        (true, _) => BinaryPrimitives.ReadUInt32LittleEndian(from),
        (false, 2) => BinaryPrimitives.ReadUInt16BigEndian(from),
        _ => BinaryPrimitives.ReadUInt32BigEndian(from),
    };
}
