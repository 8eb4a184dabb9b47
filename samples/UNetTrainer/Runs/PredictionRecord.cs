using System.Security.Cryptography;
using System.Text.Json;
using UNetTrainer.Errors;
using UNetTrainer.Files;

namespace UNetTrainer.Runs;

/// <summary>File that a run predicted, as <c>predictions.json</c> lists it.</summary>
/// <param name="File">Full path.</param>
/// <param name="Sha256">Checksum of its content.</param>
/// <param name="Image">Full path of the image.</param>
internal sealed record PredictedFile(string File, string Sha256, string Image);

/// <summary>List of the files that a run predicted, in its folder. It proves that a file may be replaced: the run wrote it for the same image, and nobody changed it since.</summary>
internal sealed class PredictionRecord
{
    private const string Name = "predictions.json";

    private readonly string folder;
    private readonly Dictionary<string, PredictedFile> files;

    private PredictionRecord(string folder, IEnumerable<PredictedFile> files) => (this.folder, this.files) = (folder, files.ToDictionary(static f => f.File));

    /// <summary>Opens the list of a run.</summary>
    /// <param name="run">Folder of the run.</param>
    /// <exception cref="InputException">The folder has a file of the list's name that is no such list.</exception>
    public static PredictionRecord Open(string run)
    {
        var path = Path.Combine(run, Name);
        try
        {
            return new(run, File.Exists(path) ? JsonSerializer.Deserialize<PredictedFile[]>(File.ReadAllText(path), Json.Strict) ?? throw new JsonException("It is empty.") : []);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException($"'{path}' is no list of predictions: move the file away.", e);
        }
    }

    /// <summary>Whether the file is there and is not this run's prediction of this image.</summary>
    public bool IsForeign(string path, string image) =>
        File.Exists(path) && !(files.TryGetValue(Key(path), out var file) && file.Image == Path.GetFullPath(image) && file.Sha256 == Checksum(File.ReadAllBytes(path)));

    /// <summary>Writes a predicted file.</summary>
    public void Write(string path, byte[] content, string image)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, content);
        files[Key(path)] = new(Key(path), Checksum(content), Path.GetFullPath(image));
    }

    /// <summary>Writes the list. A run in a folder that cannot be written to predicts without one; its files are then replaced by --overwrite only.</summary>
    public void Save()
    {
        try
        {
            AtomicFile.Write(Path.Combine(folder, Name), JsonSerializer.SerializeToUtf8Bytes(files.Values.OrderBy(static f => f.File, StringComparer.Ordinal), Json.Options));
        }
        catch (OutputException)
        {
            // The predictions are what was asked for, and they are whole.
        }
    }

    private static string Checksum(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static string Key(string path) => Path.GetFullPath(path);
}
