using System.Globalization;

namespace UNetTrainer.Imaging;

/// <summary>
/// Reads NIfTI-1 and NIfTI-2 images, single files and .hdr/.img pairs, compressed or not: all scalar types, both byte orders, scaling, header extensions (skipped).
/// Values become float32 after scaling in float64.
/// </summary>
internal static class NiftiReader
{
    private const int ChunkVoxels = 1 << 16;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Path of a single file, or of either file of a pair.</param>
    /// <param name="volume">Number from 0 of the volume of a file in four or more dimensions. Null: the file must hold one volume.</param>
    /// <exception cref="NiftiException">The file is not there, cannot be opened, is malformed or is truncated; the message names it.</exception>
    public static Volume Read(string path, int? volume = null) => Explained(path, () => Read(path, header => Chosen(header, volume)));

    /// <summary>Reads all volumes of a file in four or more dimensions as channels.</summary>
    /// <exception cref="NiftiException">The file is not there, cannot be opened, is malformed or is truncated; the message names it.</exception>
    public static Volume ReadChannels(string path) => Explained(path, () => Read(path, static header => (0, (int)Math.Min(header.Volumes, int.MaxValue))));

    /// <summary>Reads the header of a file.</summary>
    /// <exception cref="NiftiException">The file is not there, cannot be opened or is malformed; the message names it.</exception>
    public static NiftiHeader ReadHeader(string path) => Explained(path, () => NiftiHeader.Parse(ReadBytes(path)));

    /// <summary>Reads the bytes of a header.</summary>
    public static NiftiBytes ReadBytes(string path)
    {
        using var content = new NiftiContent(File.OpenRead(NiftiContent.HeaderOf(path)));
        return NiftiBytes.Read(content.Stream);
    }

    /// <summary>Reads a single file from a stream that knows its length.</summary>
    /// <exception cref="NiftiException">The content is malformed or truncated.</exception>
    public static Volume Read(Stream file) => Explained(() =>
    {
        using var content = new NiftiContent(file);
        var header = NiftiHeader.Parse(NiftiBytes.Read(content.Stream));
        return header.IsPair ? throw new NiftiException("it is one of a .hdr/.img pair, which a stream cannot hold") : Read(content, header, Chosen(header, null));
    });

    private static Volume Read(string path, Func<NiftiHeader, (int First, int Count)> choose)
    {
        var headerPath = NiftiContent.HeaderOf(path);
        using var content = new NiftiContent(File.OpenRead(headerPath));
        var header = NiftiHeader.Parse(NiftiBytes.Read(content.Stream));
        if (!header.IsPair)
        {
            return Read(content, header, choose(header));
        }

        var voxels = NiftiContent.VoxelsOf(headerPath);
        using var pair = voxels == headerPath ? throw new NiftiException("its header is that of a .hdr/.img pair; a name that ends in .hdr was expected") : new NiftiContent(File.OpenRead(voxels));
        return Read(pair, header, choose(header));
    }

    private static (int First, int Count) Chosen(NiftiHeader header, int? volume) => (volume, header.Volumes) switch
    {
        (null, > 1) => throw new NiftiException($"dimension 4 holds {Number(header.Volumes)} volumes; one was expected: choose it by --volume, from 0 to {Number(header.Volumes - 1)}"),
        (null, _) => (0, 1),
        (var k, var volumes) when k < volumes => (k.Value, 1),
        _ => throw new NiftiException($"it holds {Number(header.Volumes)} volumes, so that --volume can be 0 to {Number(header.Volumes - 1)}; it is {volume}"),
    };

    private static Volume Read(NiftiContent content, NiftiHeader header, (int First, int Count) volumes)
    {
        // Checked before anything is allocated, so that a header with false claims costs no memory.
        if (header.ClaimedLength > content.Longest)
        {
            throw new NiftiException($"it is truncated: its header claims {Number(header.ClaimedLength)} bytes, the file holds at most {content.Longest}");
        }

        if (header.Count * volumes.Count > Array.MaxLength)
        {
            throw new NiftiException($"its {Number(header.Count * volumes.Count)} voxels are too many; at most {Array.MaxLength} can be read");
        }

        var volumeLength = header.Count * header.Type.Bytes;
        content.Skip(header.VoxelOffset - header.BytesBefore + (volumes.First * volumeLength));
        var voxels = Voxels(content.Stream, header, (int)header.Count * volumes.Count);
        content.Skip((header.Volumes - volumes.First - volumes.Count) * volumeLength);

        // Reading on to the end makes the decompressor compare its checksum.
        _ = content.Stream.ReadByte();
        return new(header.Width, header.Height, header.Depth, voxels) { Geometry = header.Geometry, Channels = volumes.Count, Kind = $"{header.Type.Name} NIfTI" };
    }

    private static float[] Voxels(Stream content, NiftiHeader header, int count)
    {
        var (size, big, read) = (header.Type.Bytes, header.BigEndian, header.Type.Read);
        var chunk = new byte[Math.Min(count, ChunkVoxels) * size];

        // The array grows with the voxels that were read, so that a truncated file costs no more memory than its content.
        var voxels = new float[Math.Min(count, ChunkVoxels)];
        for (var start = 0; start < count; start += ChunkVoxels)
        {
            var length = Math.Min(ChunkVoxels, count - start);
            content.ReadExactly(chunk, 0, length * size);
            if (start + length > voxels.Length)
            {
                Array.Resize(ref voxels, (int)Math.Min(count, 2L * voxels.Length));
            }

            for (var i = 0; i < length; i++)
            {
                voxels[start + i] = (float)((read(chunk.AsSpan(i * size, size), big) * header.Slope) + header.Intercept);
            }
        }

        return voxels;
    }

    private static T Explained<T>(string path, Func<T> read)
    {
        try
        {
            return Directory.Exists(path) ? throw new NiftiException("it is a folder; a file was expected, or --image-folder") : Explained(read);
        }
        catch (Exception e) when (e is NiftiException or IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new NiftiException($"Cannot read '{path}': {(Dicom.IsNamed(path) ? Dicom.Advice : e.Message.TrimEnd('.'))}.", e);
        }
    }

    private static T Explained<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException e)
        {
            throw new NiftiException("its compressed data is damaged", e);
        }
        catch (EndOfStreamException e)
        {
            throw new NiftiException("it is truncated", e);
        }
    }

    private static string Number(double number) => number.ToString("F0", CultureInfo.InvariantCulture);
}
