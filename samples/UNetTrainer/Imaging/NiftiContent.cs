using System.IO.Compression;

namespace UNetTrainer.Imaging;

/// <summary>Content of a NIfTI file or of one file of a pair, decompressed on the fly. Compression is recognised by content, not by name.</summary>
internal sealed class NiftiContent : IDisposable
{
    // Deflate cannot expand more than this (a 258-byte match in two bits), so a compressed file's length bounds what its header may claim.
    private const long LargestExpansion = 1032;

    private static readonly (string Header, string Voxels)[] PairEnds = [(".hdr", ".img"), (".HDR", ".IMG")];

    private readonly Stream file;

    /// <param name="file">Content of a file; disposed with this object.</param>
    public NiftiContent(Stream file)
    {
        this.file = file;
        IsCompressed = IsGzip(file);
        Stream = IsCompressed ? new GZipStream(file, CompressionMode.Decompress, leaveOpen: true) : file;
    }

    /// <summary>Decompressed content.</summary>
    public Stream Stream { get; }

    /// <summary>Whether the file is compressed.</summary>
    public bool IsCompressed { get; }

    /// <summary>Number of bytes that the content cannot exceed.</summary>
    public long Longest => IsCompressed ? file.Length * LargestExpansion : file.Length;

    /// <summary>Returns the file that holds the header: the .hdr of a pair if its .img is given, else the file itself.</summary>
    /// <exception cref="NiftiException">The .hdr is missing.</exception>
    public static string HeaderOf(string path) => Sibling(path, static ends => ends.Voxels, static ends => ends.Header);

    /// <summary>Returns the .img that belongs to a .hdr.</summary>
    /// <exception cref="NiftiException">The .img is missing.</exception>
    public static string VoxelsOf(string header) => Sibling(header, static ends => ends.Header, static ends => ends.Voxels);

    /// <summary>Skips bytes.</summary>
    public void Skip(double count)
    {
        var buffer = new byte[4096];
        while (count > 0)
        {
            var part = (int)Math.Min(count, buffer.Length);
            Stream.ReadExactly(buffer, 0, part);
            count -= part;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stream.Dispose();
        file.Dispose();
    }

    private static bool IsGzip(Stream file)
    {
        Span<byte> magic = stackalloc byte[2];
        var read = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
        file.Position = 0;
        return read == 2 && magic is [0x1F, 0x8B];
    }

    // Either file of a pair may be compressed.
    private static string Sibling(string path, Func<(string Header, string Voxels), string> from, Func<(string Header, string Voxels), string> to)
    {
        var plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        if (PairEnds.FirstOrDefault(ends => plain.EndsWith(from(ends), StringComparison.Ordinal)) is not { Header: not null } ends)
        {
            return path;
        }

        var sibling = plain[..^4] + to(ends);
        return new[] { sibling, sibling + ".gz" }.FirstOrDefault(File.Exists)
            ?? throw new NiftiException($"it is one of a .hdr/.img pair, and '{Path.GetFileName(sibling)}' is missing beside it");
    }
}
