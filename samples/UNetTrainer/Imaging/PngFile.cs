using System.Buffers.Binary;
using System.IO.Hashing;
using UNetTrainer.Errors;

namespace UNetTrainer.Imaging;

/// <summary>Chunks of a PNG file, as far as they bear on the values of pixels (PNG specification, third edition, section 5).</summary>
internal sealed class PngFile
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    private readonly MemoryStream pixels = new();
    private PngHeader? header;

    /// <param name="content">Content of the file.</param>
    /// <exception cref="InputException">The file is damaged or truncated.</exception>
    public PngFile(byte[] content)
    {
        for (var at = Signature.Length; at < content.Length;)
        {
            var length = at + 12 <= content.Length ? BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(at)) : uint.MaxValue;
            if (length > content.Length - at - 12)
            {
                throw new InputException("it is truncated");
            }

            Take(content.AsSpan(at + 4, 4 + (int)length), BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(at + 8 + (int)length)));
            at += 12 + (int)length;
        }

        pixels.Position = 0;
    }

    /// <summary>Header of the file.</summary>
    public PngHeader Header => header ?? throw new InputException("it is damaged: its header is missing");

    /// <summary>Colours by index, as 0xRRGGBB; empty without a palette.</summary>
    public IReadOnlyList<int> Palette { get; private set; } = [];

    /// <summary>Orientation by the EXIF specification, 1 if none is stated.</summary>
    public int Orientation { get; private set; } = 1;

    /// <summary>Whether a palette or a colour is partly transparent.</summary>
    public bool HasTransparency { get; private set; }

    /// <summary>Compressed pixels.</summary>
    public Stream Pixels => pixels;

    /// <summary>Whether a file begins as a PNG does.</summary>
    public static bool Matches(ReadOnlySpan<byte> content) => content.StartsWith(Signature);

    private void Take(ReadOnlySpan<byte> chunk, uint checksum)
    {
        // A lower-case first letter marks a chunk that a reader may do without.
        if (char.IsAsciiLetterUpper((char)chunk[0]) && Crc32.HashToUInt32(chunk) != checksum)
        {
            throw new InputException("it is damaged: a checksum does not agree with its content");
        }

        var data = chunk[4..];
        switch (System.Text.Encoding.ASCII.GetString(chunk[..4]))
        {
            case "IHDR": header = PngHeader.Parse(data); break;
            case "PLTE": Palette = [.. Colours(data)]; break;
            case "IDAT": pixels.Write(data); break;
            case "eXIf": Orientation = ExifOrientation.Read(data); break;
            case "tRNS": HasTransparency = true; break;
            default: break;
        }
    }

    private static IEnumerable<int> Colours(ReadOnlySpan<byte> palette) => palette.ToArray().Chunk(3).Where(static c => c.Length == 3).Select(static c => (c[0] << 16) | (c[1] << 8) | c[2]);
}
