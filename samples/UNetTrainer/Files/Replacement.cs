using UNetTrainer.Errors;

namespace UNetTrainer.Files;

/// <summary>Replaces a file by a temporary one that was written beside it. If anything fails, the temporary file is deleted.</summary>
internal static class Replacement
{
    /// <summary>Ending of temporary files.</summary>
    public const string Ending = ".tmp";

    /// <summary>Writes a file, completely or not at all.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="write">Function that writes the content.</param>
    /// <param name="written">Called when the content is on the disk, before the file takes its name.</param>
    /// <exception cref="OutputException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write, Action? written = null)
    {
        // A process id would not do: processes of several machines may write to one folder.
        var temporary = $"{path}.{Guid.NewGuid():N}{Ending}";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read))
            {
                write(stream);

                // The new name must not reach the disk before the content.
                stream.Flush(flushToDisk: true);
            }

            written?.Invoke();
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e)
        {
            Delete(temporary);
            if (e is IOException or UnauthorizedAccessException)
            {
                throw OutputException.Of(path, e);
            }

            throw;
        }
    }

    /// <summary>Deletes a file if that is possible. What cannot be deleted is no reason to end with another error than the one that is reported.</summary>
    public static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // On a disk that has become read-only, nothing was written either.
        }
    }
}
