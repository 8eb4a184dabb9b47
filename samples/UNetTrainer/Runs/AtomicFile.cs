namespace UNetTrainer.Runs;

/// <summary>Writes a file whole or not at all: to a temporary file beside it, which then takes its name. A reader or a crash never sees half of it.</summary>
internal static class AtomicFile
{
    /// <summary>Writes and replaces.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        using (var stream = File.Create(temporary))
        {
            stream.Write(content);

            // The name must not arrive on the disk before the content.
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
