using UNetTrainer.Errors;

namespace UNetTrainer.Cli;

/// <summary>Writes a contact sheet as a PNG file that says what it is, so that only an earlier contact sheet is ever replaced.</summary>
internal static class ContactSheetFile
{
    // Signature of a PNG file and its first chunk, which states the size.
    private const int HeaderLength = 33;

    // Chunk of text, as the PNG specification defines it: length, type, keyword and text, checksum.
    private static readonly byte[] Text = [0x00, 0x00, 0x00, 0x1E, .. "tEXtSoftware\0LossDsl contact sheet"u8, 0xBE, 0xA7, 0xD4, 0xE5];

    /// <summary>Writes the file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="png">PNG file without the text.</param>
    /// <param name="overwrite">Whether any file may be replaced.</param>
    /// <exception cref="InputException">There is another file of that name, or the file cannot be written.</exception>
    public static void Write(string path, byte[] png, bool overwrite)
    {
        CheckIsFree(path, overwrite);
        AtomicFile.Write(path, [.. png.AsSpan(0, HeaderLength), .. Text, .. png.AsSpan(HeaderLength)]);
    }

    /// <summary>Checks that no file would be lost.</summary>
    /// <exception cref="InputException">There is another file of that name.</exception>
    public static void CheckIsFree(string path, bool overwrite)
    {
        if (Directory.Exists(path) || (File.Exists(path) && !overwrite && !IsContactSheet(path)))
        {
            throw new InputException($"'{path}' (--out) is {(Directory.Exists(path) ? "a folder: name a file" : "no contact sheet and is left as it is: name another file, or give --overwrite")}.");
        }
    }

    private static bool IsContactSheet(string path)
    {
        using var file = File.OpenRead(path);
        var start = new byte[HeaderLength + Text.Length];
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.AsSpan(HeaderLength).SequenceEqual(Text);
    }
}
