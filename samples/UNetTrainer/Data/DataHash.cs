using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace UNetTrainer.Data;

/// <summary>SHA-256 of a data set: over the names of its cases and the contents of their files, in the order of the names. The places of the files do not matter.</summary>
internal static class DataHash
{
    // A comparison asks for each of its runs; files that have not changed are read once.
    private static readonly ConcurrentDictionary<(string Path, long Length, DateTime Written), string> Known = new();

    /// <summary>Returns the hash in hexadecimal digits.</summary>
    public static string Compute(IEnumerable<Case> cases) => Of(cases
        .OrderBy(static c => c.Name, StringComparer.Ordinal)
        .Select(static c => string.Join(' ', [c.Name, .. c.ImagePaths.Append(c.MaskPath).SelectMany(WithVoxels).Select(OfFile)])));

    /// <summary>Returns the hash of lines of text.</summary>
    public static string Of(IEnumerable<string> lines) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));

    // The voxels of a pair lie beside its header.
    private static IEnumerable<string> WithVoxels(string path) =>
        Path.GetExtension(path).Equals(".hdr", StringComparison.OrdinalIgnoreCase) ? [path, Path.ChangeExtension(path, ".img")] : [path];

    private static string OfFile(string path)
    {
        var file = new FileInfo(path);
        return !file.Exists ? "missing" : Known.GetOrAdd((file.FullName, file.Length, file.LastWriteTimeUtc), static key =>
        {
            using var stream = File.OpenRead(key.Path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        });
    }
}
