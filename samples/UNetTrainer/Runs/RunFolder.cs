using System.Globalization;
using System.Text;
using System.Text.Json;
using UNetTrainer.Errors;
using UNetTrainer.Network;
using UNetTrainer.Training;

namespace UNetTrainer.Runs;

/// <summary>Folder with the files of a run. Each file is written completely or not at all, except <c>metrics.csv</c>, which grows by a line with each epoch.</summary>
internal sealed class RunFolder
{
    /// <summary>File name of <see cref="Checkpoint"/> in every run folder.</summary>
    public const string CheckpointName = "checkpoint.bin";

    private const string MetricsHeader = "epoch,training_loss,validation_loss,dice,sensitivity,specificity,learning_rate,seconds";

    /// <summary>Creates the folder of a new run.</summary>
    /// <param name="path">Path of the folder, which is created if necessary.</param>
    /// <exception cref="InputException">The folder cannot be created, or already holds a run.</exception>
    public RunFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        if (File.Exists(Config))
        {
            throw new InputException($"'{path}' holds a run already: choose another --out, or go on with it by --resume.");
        }

        try
        {
            Directory.CreateDirectory(Path);
            File.WriteAllText(Metrics, MetricsHeader + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"Cannot write the run to '{path}' (--out): {e.Message}", e);
        }
    }

    private RunFolder(FileInfo config) => Path = config.DirectoryName!;

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

    /// <summary>Opens the folder of a run that has begun.</summary>
    /// <exception cref="InputException">The folder holds no run.</exception>
    public static RunFolder Open(string path)
    {
        var config = new FileInfo(System.IO.Path.Combine(path, "config.json"));
        return config.Exists ? new(config) : throw new InputException($"'{path}' holds no run: a folder with a config.json was expected (--resume).");
    }

    /// <summary>Returns the default folder of a run: <c>runs/</c>, time and loss.</summary>
    public static string DefaultPath(string loss, DateTime now) =>
        System.IO.Path.Combine("runs", FormattableString.Invariant($"{now:yyyyMMdd-HHmmss}-{loss}"));

    /// <summary>Returns the path of the picture of a test slice, by its number.</summary>
    public string Overlay(int number) => FileNamed($"overlay-{number:00}.png");

    /// <summary>Writes the settings of the run.</summary>
    public void WriteConfig(RunSettings settings) => Write("config.json", settings);

    /// <summary>Writes the results of the run.</summary>
    public void WriteSummary(Summary summary) => Write("summary.json", summary);

    /// <summary>Adds an epoch to the metrics.</summary>
    public void Append(EpochResult epoch) => File.AppendAllText(Metrics, Line(epoch));

    /// <summary>Rewrites the metrics with the epochs of a checkpoint.</summary>
    public void Rewrite(IEnumerable<EpochResult> epochs) =>
        AtomicFile.Write(Metrics, Encoding.UTF8.GetBytes($"{MetricsHeader}\n{string.Concat(epochs.Select(Line))}"));

    /// <summary>Writes the network's weights.</summary>
    public static void Save(UNet network, string path)
    {
        using var stream = new MemoryStream();
        network.save(stream);
        AtomicFile.Write(path, stream.ToArray());
    }

    private static string Line(EpochResult e) => string.Create(
        CultureInfo.InvariantCulture,
        $"{e.Epoch},{e.TrainingLoss:R},{e.ValidationLoss:R},{e.Validation.Dice:R},{e.Validation.Sensitivity:R},{e.Validation.Specificity:R},{e.LearningRate:R},{e.Seconds:F3}\n");

    private void Write<T>(string name, T content) =>
        AtomicFile.Write(FileNamed(name), Encoding.UTF8.GetBytes(JsonSerializer.Serialize(content, Json.Options) + "\n"));

    private string FileNamed(string name) => System.IO.Path.Combine(Path, name);
}
