using System.Security.Cryptography;
using UNetTrainer.Errors;

namespace UNetTrainer.Files;

/// <summary>
/// Writes a file completely or not at all: to a temporary file beside it, which then takes its name. Neither a reader nor a crash nor a full disk ever leaves half of a file.
/// In a folder with a <see cref="FolderMark"/> the file's checksum is noted there.
/// </summary>
internal static class AtomicFile
{
    /// <summary>Writes a file, and replaces an existing one.</summary>
    /// <exception cref="OutputException">The file cannot be written, or lies in a marked folder but was not written there by this program.</exception>
    public static void Write(string path, byte[] content)
    {
        var (folder, name) = (Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetFileName(path));
        if (!FolderMark.Exists(folder))
        {
            Replacement.Write(path, stream => stream.Write(content));
            return;
        }

        if (File.Exists(path) && FolderMark.Read(folder).Find(name) is null)
        {
            throw new OutputException($"'{path}' was not written by this program and is left as it is: move it away.");
        }

        // The checksum is noted before the file takes its name. A crash between the two leaves the file before, whose checksum is still noted too.
        Replacement.Write(path, stream => stream.Write(content), () => FolderMark.Note(folder, name, Convert.ToHexStringLower(SHA256.HashData(content))));
    }
}
