using System.Security.Cryptography;
using System.Text.Json;
using UNetTrainer.Errors;
using UNetTrainer.Training;

namespace UNetTrainer.Runs;

/// <summary>
/// State of a run after an epoch, from which the next epoch can start. The schedule is not stored, since it follows from the results of the epochs.
/// Random numbers follow from the seed and the number of the epoch.
/// </summary>
/// <param name="Epochs">Results of all epochs so far.</param>
/// <param name="State">Weights of the network and moments of the optimizer.</param>
internal sealed record Checkpoint(IReadOnlyList<EpochResult> Epochs, TrainerState State)
{
    private static ReadOnlySpan<byte> Magic => "UNetCkp1"u8;

    /// <summary>Writes the checkpoint to a file, completely or not at all.</summary>
    public void Write(string path)
    {
        byte[][] parts = [JsonSerializer.SerializeToUtf8Bytes(Epochs, Json.Options), State.Weights, State.Optimizer];
        byte[][] body = [.. parts.SelectMany(static p => new[] { BitConverter.GetBytes(p.Length), p })];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Array.ForEach(body, hash.AppendData);
        Replacement.Write(path, stream =>
        {
            stream.Write(Magic);
            stream.Write(hash.GetHashAndReset());
            Array.ForEach(body, part => stream.Write(part));
        });
    }

    /// <summary>Reads a checkpoint; returns null if the file does not exist.</summary>
    /// <exception cref="InputException">The file cannot be read, or is damaged.</exception>
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

    // The checksum is compared before the content is used, because libtorch would accept damaged weights.
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
