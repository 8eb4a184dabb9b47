using System.Runtime.InteropServices;
using UNetTrainer.Errors;
using UNetTrainer.Imaging;

namespace UNetTrainer.Data;

/// <summary>Slices of a case in a cache file, one after the other, so that a data set may be larger than memory. The system's page cache keeps as much as memory allows.</summary>
internal sealed class CachedSlices : ISliceSource
{
    // Must change with the format of the file, and with the way in which volumes become slices.
    private const ulong Magic = 0x3230_6365_6C53_4E55;

    private readonly string path;
    private readonly long start;

    private CachedSlices(string path, string name, BinaryReader header)
    {
        (this.path, Name) = (path, name);
        (Axis, Width, Height, Background) = ((Axis)header.ReadByte(), header.ReadInt32(), header.ReadInt32(), header.ReadSingle());
        Spacing = [header.ReadDouble(), header.ReadDouble()];
        Facts = CaseFacts.Read(header);
        Slices = [.. Enumerable.Range(0, header.ReadInt32()).Select(_ => new SliceFacts(header.ReadInt32(), header.ReadBoolean()))];
        start = header.BaseStream.Position;
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
    public float Background { get; }

    /// <inheritdoc/>
    public IReadOnlyList<double> Spacing { get; }

    /// <inheritdoc/>
    public CaseFacts Facts { get; }

    /// <inheritdoc/>
    public IReadOnlyList<SliceFacts> Slices { get; }

    private int Pixels => Width * Height;

    private long SliceLength => (sizeof(float) + 1L) * Pixels;

    /// <summary>Opens a file that <see cref="Write"/> wrote. Returns null if the file is missing or incomplete.</summary>
    public static CachedSlices? Open(string path, string name)
    {
        try
        {
            using var reader = new BinaryReader(File.OpenRead(path));
            var cached = reader.ReadUInt64() == Magic ? new CachedSlices(path, name, reader) : null;
            return cached is not null && reader.BaseStream.Length == cached.start + (cached.Slices.Count * cached.SliceLength) ? cached : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Writes the slices of a case. The file gets its name only when it is complete.</summary>
    public static void Write(string path, ISliceSource source)
    {
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        using (var writer = new BinaryWriter(File.Create(temporary)))
        {
            writer.Write(Magic);
            writer.Write((byte)source.Axis);
            writer.Write(source.Width);
            writer.Write(source.Height);
            writer.Write(source.Background);
            writer.Write(source.Spacing[0]);
            writer.Write(source.Spacing[1]);
            source.Facts.Write(writer);
            writer.Write(source.Slices.Count);
            foreach (var slice in source.Slices)
            {
                writer.Write(slice.Foreground);
                writer.Write(slice.IsBlank);
            }

            WritePixels(writer, source);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <inheritdoc/>
    public void Read(int index, Span<float> image, Span<byte> labels)
    {
        try
        {
            // The file is opened for each slice, because a data set may have more cases than a process may have open files.
            using var file = File.OpenHandle(path, options: FileOptions.RandomAccess);
            var at = start + (index * SliceLength);
            if (RandomAccess.Read(file, MemoryMarshal.AsBytes(image[..Pixels]), at) + RandomAccess.Read(file, labels[..Pixels], at + (sizeof(float) * (long)Pixels)) != SliceLength)
            {
                throw new EndOfStreamException("it has become shorter");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"Cannot read the cached slices '{path}': {e.Message.TrimEnd('.')}. Run again, and they are made again.", e);
        }
    }

    private static void WritePixels(BinaryWriter writer, ISliceSource source)
    {
        var (image, labels) = (new float[source.Width * source.Height], new byte[source.Width * source.Height]);
        for (var index = 0; index < source.Slices.Count; index++)
        {
            source.Read(index, image, labels);
            writer.Write(MemoryMarshal.AsBytes(image.AsSpan()));
            writer.Write(labels);
        }
    }
}
