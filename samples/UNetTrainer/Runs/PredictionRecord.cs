using System.Security.Cryptography;
using System.Text.Json;
using UNetTrainer.Errors;

namespace UNetTrainer.Runs;

/// <summary>File that a run predicted, as <c>predictions.json</c> lists it.</summary>
/// <param name="File">Name in the folder of the predictions.</param>
/// <param name="Sha256">Checksum of its content.</param>
/// <param name="Image">Path of the image.</param>
/// <param name="Run">Path of the run folder.</param>
internal sealed record PredictedFile(string File, string Sha256, string Image, string Run);

/// <summary>List of the files that were predicted into a folder. It proves that a file may be replaced: the same run wrote it for the same image, and nobody changed it since.</summary>
internal sealed class PredictionRecord
{
    private const string Name = "predictions.json";

    private readonly string folder;
    private readonly Dictionary<string, PredictedFile> files;

    private PredictionRecord(string folder, IEnumerable<PredictedFile> files) => (this.folder, this.files) = (folder, files.ToDictionary(static f => f.File));

    /// <summary>Opens the list of a folder; the folder need not exist.</summary>
    /// <exception cref="InputException">The folder has a file of the list's name that is no such list.</exception>
    public static PredictionRecord Open(string folder)
    {
        var path = Path.Combine(folder, Name);
        try
        {
            return new(folder, File.Exists(path) ? JsonSerializer.Deserialize<PredictedFile[]>(File.ReadAllText(path), Json.Strict) ?? throw new JsonException("It is empty.") : []);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException($"'{path}' is no list of predictions: choose another --out, or move the file away.", e);
        }
    }

    /// <summary>Whether the file is there and is not this run's prediction of this image.</summary>
    public bool IsForeign(string path, string image, string run) =>
        File.Exists(path) && !(files.TryGetValue(Key(path), out var file) && file.Image == Path.GetFullPath(image) && file.Run == Path.GetFullPath(run) && file.Sha256 == Checksum(File.ReadAllBytes(path)));

    /// <summary>Writes a predicted file.</summary>
    public void Write(string path, byte[] content, string image, string run)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, content);
        files[Key(path)] = new(Key(path), Checksum(content), Path.GetFullPath(image), Path.GetFullPath(run));
    }

    /// <summary>Writes the list.</summary>
    public void Save() => AtomicFile.Write(Path.Combine(folder, Name), JsonSerializer.SerializeToUtf8Bytes(files.Values.OrderBy(static f => f.File, StringComparer.Ordinal), Json.Options));

    private static string Checksum(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private string Key(string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');
}
