using System.Globalization;
using System.Text;
using System.Text.Json;
using UNetTrainer.Errors;
using UNetTrainer.Network;
using UNetTrainer.Training;

namespace UNetTrainer.Runs;

/// <summary>
/// Folder with the files of a run, which belongs to one process at a time. Each file is written completely or not at all, and its checksum is noted in the folder's mark.
/// </summary>
internal sealed class RunFolder : IDisposable
{
    /// <summary>File name of <see cref="Checkpoint"/> in every run folder.</summary>
    public const string CheckpointName = RunFiles.Checkpoint;

    private const string MetricsHeader = "epoch,training_loss,validation_loss,dice,sensitivity,specificity,learning_rate,seconds";

    private readonly FolderLock held;

    /// <summary>Creates the folder of a new run.</summary>
    /// <param name="path">Path of the folder, which is created if necessary.</param>
    /// <exception cref="InputException">The folder cannot be created, is in use, already holds a run, or holds files that are not the run's.</exception>
    public RunFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        held = RunFiles.Claim(path);
    }

    private RunFolder(string path, FolderLock held) => (Path, this.held) = (path, held);

    /// <summary>Absolute path of the folder.</summary>
    public string Path { get; }

    /// <summary>Path of the settings of the run.</summary>
    public string Config => FileNamed("config.json");

    /// <summary>Path of the checkpoint of the last finished epoch.</summary>
    public string Checkpoint => FileNamed(CheckpointName);

    /// <summary>Path of the weights of the epoch with the largest validation Dice.</summary>
    public string Best => FileNamed("best.weights");

    /// <summary>Path of the weights after the last batch.</summary>
    public string Last => FileNamed("last.weights");

    /// <summary>Path of the picture of loss and Dice by epoch.</summary>
    public string Curves => FileNamed("curves.png");

    private string Metrics => FileNamed("metrics.csv");

    /// <summary>Creates the folder of a new run at the default path. Of runs that begin in the same second each gets a folder of its own.</summary>
    public static RunFolder CreateDefault(string loss, DateTime now, string runs = "runs")
    {
        var path = System.IO.Path.Combine(runs, FormattableString.Invariant($"{now:yyyyMMdd-HHmmss}-{loss}"));
        for (var number = 1; ; number++)
        {
            var folder = number == 1 ? path : FormattableString.Invariant($"{path}-{number}");
            if (RunFiles.TryClaim(folder) is { } taken)
            {
                return new(System.IO.Path.GetFullPath(folder), taken);
            }
        }
    }

    /// <summary>Opens the folder of a run that has begun.</summary>
    /// <exception cref="InputException">The folder holds no run, or another process writes to it.</exception>
    public static RunFolder Open(string path)
    {
        var config = new FileInfo(System.IO.Path.Combine(path, "config.json"));
        return config.Exists
            ? new(config.DirectoryName!, RunFiles.Reopen(config.DirectoryName!))
            : throw new InputException($"'{path}' holds no run: a folder with a config.json was expected (--resume).");
    }

    /// <summary>Returns the path of the picture of a test slice, by its number.</summary>
    public string Overlay(int number) => FileNamed($"overlay-{number:00}.png");

    /// <summary>Writes the settings of the run.</summary>
    public void WriteConfig(RunSettings settings) => Write("config.json", settings);

    /// <summary>Writes the results of the run.</summary>
    public void WriteSummary(Summary summary) => Write("summary.json", summary);

    /// <summary>Writes the metrics of all epochs. The file is written anew with each epoch, so that it is whole at any moment.</summary>
    public void WriteMetrics(IEnumerable<EpochResult> epochs) =>
        AtomicFile.Write(Metrics, Encoding.UTF8.GetBytes($"{MetricsHeader}\n{string.Concat(epochs.Select(Line))}"));

    /// <summary>Writes the network's weights.</summary>
    public static void Save(UNet network, string path)
    {
        using var stream = new MemoryStream();
        network.save(stream);
        AtomicFile.Write(path, stream.ToArray());
    }

    /// <summary>Reads weights that <see cref="Save"/> wrote.</summary>
    /// <exception cref="InputException">The file is missing, or is not as it was written.</exception>
    public static void Load(UNet network, string path)
    {
        using var stream = new MemoryStream(CheckedFile.Read(path));
        network.load(stream);
    }

    /// <inheritdoc/>
    public void Dispose() => held.Dispose();

    private static string Line(EpochResult e) => string.Create(
        CultureInfo.InvariantCulture,
        $"{e.Epoch},{e.TrainingLoss:R},{e.ValidationLoss:R},{e.Validation.Dice:R},{e.Validation.Sensitivity:R},{e.Validation.Specificity:R},{e.LearningRate:R},{e.Seconds:F3}\n");

    private void Write<T>(string name, T content) =>
        AtomicFile.Write(FileNamed(name), Encoding.UTF8.GetBytes(JsonSerializer.Serialize(content, Json.Options) + "\n"));

    private string FileNamed(string name) => System.IO.Path.Combine(Path, name);
}
