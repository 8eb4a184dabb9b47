using BitMiracle.LibTiff.Classic;

namespace UNetTrainer.Imaging;

/// <summary>Names the compressions that the TIFF library does not know.</summary>
internal static class TiffCompression
{
    /// <summary>Returns the name of a compression, or its number.</summary>
    public static string Name(Compression compression) => (int)compression switch
    {
        34712 or 33003 or 33004 or 33005 => "JPEG 2000",
        34887 => "LERC",
        34925 => "LZMA",
        50000 => "Zstandard",
        50001 => "WebP",
        50002 or 52546 => "JPEG XL",
        var number => FormattableString.Invariant($"unknown ({number})"),
    };
}
