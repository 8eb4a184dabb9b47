using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace UNetTrainer.Tests.Support;

/// <summary>PNG files of any bit depth and colour type, with filter 0. Samples are those of a function of x, y and channel.</summary>
internal sealed record PngBytes(int Width, int Height, int Bits, int ColourType, Func<int, int, int, int> Sample)
{
    private static readonly (int X, int Y, int StepX, int StepY)[] Adam7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    public bool IsInterlaced { get; init; }

    /// <summary>Chunks before the pixels.</summary>
    public IReadOnlyList<(string Type, byte[] Data)> Chunks { get; init; } = [];

    public byte[] ToBytes()
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
        (header[8], header[9], header[12]) = ((byte)Bits, (byte)ColourType, IsInterlaced ? (byte)1 : (byte)0);
        byte[] signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];
        return [.. signature, .. Chunk("IHDR", header), .. Chunks.SelectMany(static c => Chunk(c.Type, c.Data)), .. Chunk("IDAT", Compressed()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] named = [.. System.Text.Encoding.ASCII.GetBytes(type), .. data];
        var (length, checksum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(checksum, Crc32.HashToUInt32(named));
        return [.. length, .. named, .. checksum];
    }

    private byte[] Compressed()
    {
        using var memory = new MemoryStream();
        using (var deflate = new ZLibStream(memory, CompressionLevel.Fastest))
        {
            foreach (var (left, top, stepX, stepY) in IsInterlaced ? Adam7 : [(0, 0, 1, 1)])
            {
                for (var y = top; y < Height && left < Width; y += stepY)
                {
                    deflate.Write(Row(y, left, stepX));
                }
            }
        }

        return memory.ToArray();
    }

    private byte[] Row(int y, int left, int step)
    {
        var channels = ColourType switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        var digits = new List<char>();
        for (var x = left; x < Width; x += step)
        {
            for (var c = 0; c < channels; c++)
            {
                digits.AddRange(Convert.ToString(Sample(x, y, c), 2).PadLeft(Bits, '0'));
            }
        }

        return [0, .. digits.Chunk(8).Select(static b => Convert.ToByte(new string(b).PadRight(8, '0'), 2))];
    }
}
