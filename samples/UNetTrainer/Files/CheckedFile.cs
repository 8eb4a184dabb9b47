using System.Security.Cryptography;
using System.Text;
using UNetTrainer.Errors;

namespace UNetTrainer.Files;

/// <summary>Reads files of a marked folder and compares them with the checksums that were noted when they were written.</summary>
internal static class CheckedFile
{
    /// <summary>Reads a file. In a folder without a mark, which an earlier version wrote, nothing is compared.</summary>
    /// <exception cref="InputException">The file is missing, cannot be read, or is not as it was written.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            var content = File.ReadAllBytes(path);
            return Allows(path, content)
                ? content
                : throw new InputException($"'{path}' is damaged or was changed: its checksum is not the one that was noted when it was written. Restore it from a copy; train --resume writes all files anew except the best weights.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"Cannot read '{path}': {OutputException.Reason(e)}.", e);
        }
    }

    /// <summary>Reads the lines of a text file as <see cref="Read"/> does.</summary>
    public static IEnumerable<string> ReadLines(string path) => Encoding.UTF8.GetString(Read(path)).Split('\n').Select(static l => l.TrimEnd('\r'));

    /// <summary>Returns whether a file is as it was written, or lies in a folder without a mark.</summary>
    public static bool IsAsWritten(string path) => Allows(path, File.ReadAllBytes(path));

    private static bool Allows(string path, byte[] content)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return !FolderMark.Exists(folder) || FolderMark.Read(folder).Allows(Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(content)));
    }
}
