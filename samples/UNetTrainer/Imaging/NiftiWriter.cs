using System.IO.Compression;

namespace UNetTrainer.Imaging;

/// <summary>Encodes a mask as a single NIfTI file in the space of its image: the geometry in the header is copied from the image, byte for byte.</summary>
internal static class NiftiWriter
{
    private const short UnsignedByte = 2;

    /// <summary>Returns the content of the file: the class of each voxel in a byte, in the version and byte order of the image, compressed if the image's name ends in .gz.</summary>
    /// <param name="mask">Class of each voxel of the image.</param>
    /// <param name="image">Path of the image; of a pair, either file.</param>
    public static byte[] Encode(byte[] mask, string image) => Encode(mask, NiftiReader.ReadBytes(image), image.EndsWith(".gz", StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns the content of a file that states no geometry, for the mask of a picture.</summary>
    public static byte[] Encode(byte[] mask, IReadOnlyList<int> lengths) => Encode(mask, NiftiBytes.Create(lengths), compress: true);

    private static byte[] Encode(byte[] mask, NiftiBytes header, bool compress)
    {
        Describe(header);
        byte[] content = [.. header.Bytes, 0, 0, 0, 0, .. mask];
        return compress ? Compress(content) : content;
    }

    private static void Describe(NiftiBytes header)
    {
        var magic = header.IsSecond ? "n+2\0\r\n\u001A\n"u8 : "n+1\0"u8;
        magic.CopyTo(header.Magic);
        header.SetWhole(NiftiField.DataType, UnsignedByte);
        header.SetWhole(NiftiField.BitPix, 8);
        header.SetReal(NiftiField.Slope, 1);
        header.SetReal(NiftiField.Intercept, 0);
        SetOffset(header);

        // A mask is one volume, and no map of a statistic, whatever the image is.
        header.SetWhole(NiftiField.Dim, Math.Min(3, header.Whole(NiftiField.Dim)));
        Enumerable.Range(4, 4).ToList().ForEach(i => header.SetWhole(NiftiField.Dim, 1, i));
        header.SetWhole(NiftiField.IntentCode, 0);
        Enumerable.Range(0, 3).ToList().ForEach(i => header.SetReal(NiftiField.IntentParameters, 0, i));
        header.SetReal(NiftiField.DisplayRange, 0, 0);
        header.SetReal(NiftiField.DisplayRange, 0, 1);
    }

    private static void SetOffset(NiftiBytes header)
    {
        if (header.IsSecond)
        {
            header.SetWhole(NiftiField.VoxOffset, header.FirstVoxel);
        }
        else
        {
            header.SetReal(NiftiField.VoxOffset, header.FirstVoxel);
        }
    }

    private static byte[] Compress(byte[] content)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        return compressed.ToArray();
    }
}
