using System.Security.Cryptography;
using System.Text.Json;
using UNetTrainer.Errors;
using UNetTrainer.Training;

namespace UNetTrainer.Runs;

/// <summary>
/// All that the next epoch depends on. What is not here follows from it: the schedule from the epochs' results, random numbers from the seed
/// and the number of the epoch.
/// </summary>
/// <param name="Epochs">The results of all epochs so far.</param>
/// <param name="State">The network's weights and the optimizer's moments.</param>
internal sealed record Checkpoint(IReadOnlyList<EpochResult> Epochs, TrainerState State)
{
    private static ReadOnlySpan<byte> Magic => "UNetCkp1"u8;

    /// <summary>Writes the file whole or not at all.</summary>
    public void Write(string path)
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content))
        {
            foreach (var part in (byte[][])[JsonSerializer.SerializeToUtf8Bytes(Epochs, Json.Options), State.Weights, State.Optimizer])
            {
                writer.Write(part.Length);
                writer.Write(part);
            }
        }

        var body = content.ToArray();
        AtomicFile.Write(path, [.. Magic, .. SHA256.HashData(body), .. body]);
    }

    /// <summary>Reads a file; null if there is none.</summary>
    /// <exception cref="InputException">It cannot be read, or is not what was written.</exception>
    public static Checkpoint? Read(string path)
    {
        try
        {
            return File.Exists(path) ? Parse(File.ReadAllBytes(path)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or JsonException)
        {
            throw new InputException($"Cannot read the checkpoint '{path}': {e.Message.TrimEnd('.')}. Begin the run again, in another folder.", e);
        }
    }

    // The sum is compared before anything is believed: libtorch would take damaged weights for weights.
    private static Checkpoint Parse(byte[] file)
    {
        var start = Magic.Length + SHA256.HashSizeInBytes;
        if (file.Length < start || !file.AsSpan().StartsWith(Magic))
        {
            throw new InvalidDataException("it is no checkpoint of this program");
        }

        if (!SHA256.HashData(file.AsSpan(start)).AsSpan().SequenceEqual(file.AsSpan(Magic.Length, SHA256.HashSizeInBytes)))
        {
            throw new InvalidDataException("it is damaged: its content does not have the checksum that it was written with");
        }

        using var reader = new BinaryReader(new MemoryStream(file, start, file.Length - start));
        var epochs = JsonSerializer.Deserialize<EpochResult[]>(reader.ReadBytes(reader.ReadInt32()), Json.Options);
        return new(epochs ?? [], new(reader.ReadBytes(reader.ReadInt32()), reader.ReadBytes(reader.ReadInt32())));
    }
}
