using System.IO.Compression;

namespace UNetTrainer.Imaging;

/// <summary>
/// Reads single-file NIfTI-1 images (.nii, .nii.gz): all scalar types, both byte orders, scaling, header extensions (skipped).
/// Values become float32 after scaling in float64. Compression is recognised by content, not by name.
/// </summary>
internal static class NiftiReader
{
    // Deflate cannot expand more than this (a 258-byte match in two bits), so a compressed file's length bounds what its header may claim.
    private const long LargestExpansion = 1032;

    private const int ChunkVoxels = 1 << 16;

    /// <summary>Reads a file.</summary>
    /// <exception cref="NiftiException">The file is not there, cannot be opened, is malformed or is truncated; the message names it.</exception>
    public static Volume Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Read(file);
        }
        catch (Exception e) when (e is NiftiException or IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new NiftiException($"Cannot read '{path}': {e.Message.TrimEnd('.')}.", e);
        }
    }

    /// <summary>Reads from a stream that knows its length.</summary>
    /// <exception cref="NiftiException">The content is malformed or truncated.</exception>
    public static Volume Read(Stream file)
    {
        try
        {
            var compressed = IsGzip(file);
            using var content = compressed ? new GZipStream(file, CompressionMode.Decompress, leaveOpen: true) : null;
            return Read(content ?? file, compressed ? file.Length * LargestExpansion : file.Length);
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

    private static bool IsGzip(Stream file)
    {
        Span<byte> magic = stackalloc byte[2];
        var read = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
        file.Position = 0;
        return read == 2 && magic is [0x1F, 0x8B];
    }

    private static Volume Read(Stream content, long longest)
    {
        var bytes = new byte[NiftiHeader.Size];
        content.ReadExactly(bytes);
        var header = NiftiHeader.Parse(bytes);

        // Checked before anything is allocated, so that a header with false claims costs no memory.
        if (header.ClaimedLength > longest)
        {
            throw new NiftiException($"it is truncated: its header claims {header.ClaimedLength} bytes, the file holds at most {longest}");
        }

        if (header.Count > Array.MaxLength)
        {
            throw new NiftiException($"its {header.Count} voxels are too many; at most {Array.MaxLength} can be read");
        }

        Skip(content, header.VoxelOffset - NiftiHeader.Size);
        var voxels = Voxels(content, header);

        // Reading on to the end makes the decompressor compare its checksum.
        _ = content.ReadByte();
        return new(header.Width, header.Height, header.Depth, voxels) { Geometry = Geometry.FromSpacing(header.Spacing.X, header.Spacing.Y, header.Spacing.Z) with { IsStated = false } };
    }

    private static void Skip(Stream content, long count)
    {
        var buffer = new byte[4096];
        while (count > 0)
        {
            var part = (int)Math.Min(count, buffer.Length);
            content.ReadExactly(buffer, 0, part);
            count -= part;
        }
    }

    private static float[] Voxels(Stream content, NiftiHeader header)
    {
        var count = (int)header.Count;
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
}
