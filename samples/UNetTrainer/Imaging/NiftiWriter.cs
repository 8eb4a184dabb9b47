using System.Buffers.Binary;
using System.IO.Compression;

namespace UNetTrainer.Imaging;

/// <summary>Encodes a mask as NIfTI-1 in the space of its image: the geometry in the header is copied from the image, byte for byte.</summary>
internal static class NiftiWriter
{
    private const int FirstVoxel = 352;
    private const int DataType = 70;
    private const int BitsPerVoxel = 72;
    private const int VoxelOffset = 108;
    private const int Slope = 112;
    private const int Intercept = 116;
    private const int DisplayRange = 124;
    private const short UnsignedByte = 2;

    /// <summary>Returns the content of the file: the class of each voxel in a byte, compressed if the image's name ends in .gz.</summary>
    /// <param name="mask">Class of each voxel of the image.</param>
    /// <param name="image">Path of the image.</param>
    public static byte[] Encode(byte[] mask, string image)
    {
        var content = new byte[FirstVoxel + mask.Length];
        ReadHeader(image, content.AsSpan(0, NiftiHeader.Size));
        var big = NiftiHeader.Parse(content.AsSpan(0, NiftiHeader.Size)).BigEndian;
        Short(content, DataType, UnsignedByte, big);
        Short(content, BitsPerVoxel, 8, big);
        Single(content, VoxelOffset, FirstVoxel, big);
        Single(content, Slope, 1, big);
        Single(content, Intercept, 0, big);
        content.AsSpan(DisplayRange, 8).Clear();
        mask.CopyTo(content.AsSpan(FirstVoxel));
        return image.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? Compress(content) : content;
    }

    private static void ReadHeader(string image, Span<byte> header)
    {
        using var file = File.OpenRead(image);
        var compressed = file.ReadByte() == 0x1F;
        file.Position = 0;
        using var content = compressed ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        content.ReadExactly(header);
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

    private static void Short(byte[] content, int at, short value, bool big)
    {
        if (big)
        {
            BinaryPrimitives.WriteInt16BigEndian(content.AsSpan(at), value);
        }
        else
        {
            BinaryPrimitives.WriteInt16LittleEndian(content.AsSpan(at), value);
        }
    }

    private static void Single(byte[] content, int at, float value, bool big)
    {
        if (big)
        {
            BinaryPrimitives.WriteSingleBigEndian(content.AsSpan(at), value);
        }
        else
        {
            BinaryPrimitives.WriteSingleLittleEndian(content.AsSpan(at), value);
        }
    }
}
