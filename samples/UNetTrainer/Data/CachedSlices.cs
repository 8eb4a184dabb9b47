using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using UNetTrainer.Errors;
using UNetTrainer.Imaging;

namespace UNetTrainer.Data;

/// <summary>Slices of a case in a cache file, one after the other, so that a data set may be larger than memory. The system's page cache keeps as much as memory allows.</summary>
internal sealed class CachedSlices : ISliceSource
{
    // Must change with the format of the file, and with the way in which volumes become slices.
    private const ulong Magic = 0x3430_6365_6C53_4E55;

    private readonly string path;
    private readonly long start;
    private readonly Func<StoredLabels?>? stored;

    private CachedSlices(string path, string name, BinaryReader header, long start, Func<StoredLabels?>? stored)
    {
        (this.path, Name, this.start, this.stored) = (path, name, start, stored);
        (Axis, Width, Height, Background) = ((Axis)header.ReadByte(), header.ReadInt32(), header.ReadInt32(), header.ReadSingle());
        Channels = header.ReadInt32();
        Spacing = [header.ReadDouble(), header.ReadDouble()];
        Facts = CaseFacts.Read(header);
        Notes = [.. Enumerable.Range(0, header.ReadInt32()).Select(_ => header.ReadString())];
        Slices = [.. Enumerable.Range(0, header.ReadInt32()).Select(_ => new SliceFacts(header.ReadInt32(), header.ReadBoolean()))];
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public Axis Axis { get; }

    /// <inheritdoc/>
    public int Width { get; }

    /// <inheritdoc/>
    public int Height { get; }

    /// <inheritdoc/>
    public int Channels { get; }

    /// <inheritdoc/>
    public float Background { get; }

    /// <inheritdoc/>
    public IReadOnlyList<double> Spacing { get; }

    /// <inheritdoc/>
    public CaseFacts Facts { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes { get; }

    /// <inheritdoc/>
    public IReadOnlyList<SliceFacts> Slices { get; }

    private int Pixels => Width * Height;

    private int Values => Channels * Pixels;

    private long SliceLength => (sizeof(float) * (long)Values) + Pixels + SHA256.HashSizeInBytes;

    /// <summary>Opens a file that <see cref="Write"/> wrote. Returns null if the file is missing, incomplete or of another version.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="name">Name of the case.</param>
    /// <param name="stored">Reads the labels at the spacing of the case's file; null if they are those of the slices.</param>
    /// <exception cref="InputException">The file is damaged.</exception>
    public static CachedSlices? Open(string path, string name, Func<StoredLabels?>? stored = null)
    {
        try
        {
            using var reader = new BinaryReader(File.OpenRead(path));
            if (reader.ReadUInt64() != Magic || reader.ReadInt32() is var length && (length < 0 || length > reader.BaseStream.Length))
            {
                return null;
            }

            var (header, sum) = (reader.ReadBytes(length), reader.ReadBytes(SHA256.HashSizeInBytes));
            if (!SHA256.HashData(header).AsSpan().SequenceEqual(sum))
            {
                throw Damaged(path);
            }

            var cached = new CachedSlices(path, name, new(new MemoryStream(header)), reader.BaseStream.Position, stored);
            return reader.BaseStream.Length == cached.start + (cached.Slices.Count * cached.SliceLength) ? cached : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Writes the slices of a case. The file gets its name only when it is complete. The header and each slice are followed by their checksum.</summary>
    /// <exception cref="OutputException">The file cannot be written.</exception>
    public static void Write(string path, ISliceSource source) => Replacement.Write(path, stream =>
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        var header = HeaderOf(source);
        writer.Write(Magic);
        writer.Write(header.Length);
        writer.Write(header);
        writer.Write(SHA256.HashData(header));
        WritePixels(writer, source);
    });

    /// <inheritdoc/>
    public StoredLabels? ReadStored() => stored?.Invoke();

    /// <inheritdoc/>
    public void Read(int index, Span<float> image, Span<byte> labels)
    {
        try
        {
            // The file is opened for each slice, because a data set may have more cases than a process may have open files.
            using var file = File.OpenHandle(path, options: FileOptions.RandomAccess);
            var pixels = MemoryMarshal.AsBytes(image[..Values]);
            var classes = labels[..Pixels];
            Span<byte> sum = stackalloc byte[SHA256.HashSizeInBytes];
            var at = start + (index * SliceLength);
            if (RandomAccess.Read(file, pixels, at) + RandomAccess.Read(file, classes, at + pixels.Length) + RandomAccess.Read(file, sum, at + pixels.Length + classes.Length) != SliceLength)
            {
                throw new EndOfStreamException("it has become shorter");
            }

            if (!Sum(pixels, classes).AsSpan().SequenceEqual(sum))
            {
                throw Damaged(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"Cannot read the cached slices '{path}': {e.Message.TrimEnd('.')}. Run again, and they are made again.", e);
        }
    }

    private static byte[] HeaderOf(ISliceSource source)
    {
        using var header = new MemoryStream();
        using var writer = new BinaryWriter(header);
        writer.Write((byte)source.Axis);
        writer.Write(source.Width);
        writer.Write(source.Height);
        writer.Write(source.Background);
        writer.Write(source.Channels);
        writer.Write(source.Spacing[0]);
        writer.Write(source.Spacing[1]);
        source.Facts.Write(writer);
        writer.Write(source.Notes.Count);
        foreach (var note in source.Notes)
        {
            writer.Write(note);
        }

        writer.Write(source.Slices.Count);
        foreach (var slice in source.Slices)
        {
            writer.Write(slice.Foreground);
            writer.Write(slice.IsBlank);
        }

        return header.ToArray();
    }

    private static void WritePixels(BinaryWriter writer, ISliceSource source)
    {
        var (image, labels) = (new float[source.Channels * source.Width * source.Height], new byte[source.Width * source.Height]);
        for (var index = 0; index < source.Slices.Count; index++)
        {
            source.Read(index, image, labels);
            var pixels = MemoryMarshal.AsBytes(image.AsSpan());
            writer.Write(pixels);
            writer.Write(labels);
            writer.Write(Sum(pixels, labels));
        }
    }

    private static byte[] Sum(ReadOnlySpan<byte> pixels, ReadOnlySpan<byte> labels)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(pixels);
        hash.AppendData(labels);
        return hash.GetHashAndReset();
    }

    // The magic number has shown that the file is this program's own.
    private static InputException Damaged(string path)
    {
        Replacement.Delete(path);
        return new($"The cached slices '{path}' are damaged: their checksum is not the one that was written with them. They are deleted; run again, and they are made again.");
    }
}
