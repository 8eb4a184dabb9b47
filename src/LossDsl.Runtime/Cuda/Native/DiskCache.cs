using System.Security.Cryptography;

namespace LossDsl.Cuda.Native;

/// <summary>
/// Compiled programs in a folder of the user. A file is the SHA-256 of key and content, and the content; one that does not fit its checksum, or that another user could have written, is not used.
/// No failure to read or write is an error.
/// </summary>
/// <param name="folder">Returns the folder; null for no cache.</param>
internal sealed class DiskCache(Func<string?> folder)
{
    private readonly Lazy<string?> folder = new(() => folder() is { } path ? CacheFolder.Open(path) : null);

    /// <summary>The cache in the folder of the user.</summary>
    public static DiskCache OfUser => new(static () => CacheFolder.Default);

    /// <summary>Returns the content for a key, or null.</summary>
    public byte[]? Read(byte[] key)
    {
        if (folder.Value is null || !File.Exists(PathOf(key)))
        {
            return null;
        }

        try
        {
            using var file = File.OpenHandle(PathOf(key));
            var bytes = new byte[RandomAccess.GetLength(file)];
            return FileOwner.IsOnlyUser(file) && RandomAccess.Read(file, bytes, 0) == bytes.Length && bytes.Length > SHA256.HashSizeInBytes
                && bytes.AsSpan(0, SHA256.HashSizeInBytes).SequenceEqual(Checksum(key, bytes.AsSpan(SHA256.HashSizeInBytes)))
                ? bytes[SHA256.HashSizeInBytes..]
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            CudaNotice.Once($"Compiled kernels in {folder.Value} cannot be read, and are compiled again.", e.Message);
            return null;
        }
    }

    /// <summary>Keeps the content for a key, if that is possible.</summary>
    public void Write(byte[] key, byte[] content)
    {
        if (folder.Value is not { } path)
        {
            return;
        }

        var temporary = Path.Combine(path, $"{Guid.NewGuid():N}.tmp");
        try
        {
            using (var file = new FileStream(temporary, Options))
            {
                file.Write(Checksum(key, content));
                file.Write(content);
            }

            File.Move(temporary, PathOf(key), overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            CudaNotice.Once($"Compiled kernels are not kept in {path}, and every start of the program compiles them again.", e.Message);
            TryDelete(temporary);
        }
    }

    private static FileStreamOptions Options
    {
        get
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            return options;
        }
    }

    private static byte[] Checksum(byte[] key, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(key);
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is a temporary file of a few kilobytes.
        }
    }

    private string PathOf(byte[] key) => Path.Combine(folder.Value!, Convert.ToHexStringLower(key));
}
