namespace UNetTrainer.Runs;

/// <summary>Writes a file completely or not at all: to a temporary file beside it, which then takes its name. Neither a reader nor a crash ever sees half of a file.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file, and replaces an existing one.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        using (var stream = File.Create(temporary))
        {
            stream.Write(content);

            // The new name must not reach the disk before the content.
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
