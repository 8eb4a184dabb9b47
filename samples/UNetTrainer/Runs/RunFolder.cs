using System.Globalization;
using System.Text;
using System.Text.Json;
using UNetTrainer.Errors;
using UNetTrainer.Network;
using UNetTrainer.Training;

namespace UNetTrainer.Runs;

/// <summary>The files of a run. Each is written whole or not at all, except <c>metrics.csv</c>, which grows by a line with each epoch.</summary>
internal sealed class RunFolder
{
    /// <summary>The name of <see cref="Checkpoint"/> in every run folder.</summary>
    public const string CheckpointName = "checkpoint.bin";

    private const string MetricsHeader = "epoch,training_loss,validation_loss,dice,sensitivity,specificity,learning_rate,seconds";

    /// <summary>A new run's folder.</summary>
    /// <param name="path">The folder; made if it is not there.</param>
    /// <exception cref="InputException">It cannot be made, or holds a run already.</exception>
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

    /// <summary>The absolute path of the folder.</summary>
    public string Path { get; }

    /// <summary>What the run was asked to do.</summary>
    public string Config => FileNamed("config.json");

    /// <summary>What the next epoch depends on, from the end of the last one.</summary>
    public string Checkpoint => FileNamed(CheckpointName);

    /// <summary>The weights of the epoch with the largest validation Dice.</summary>
    public string Best => FileNamed("best.weights");

    /// <summary>The weights of the last batch.</summary>
    public string Last => FileNamed("last.weights");

    /// <summary>Loss and Dice by epoch as a picture.</summary>
    public string Curves => FileNamed("curves.png");

    private string Metrics => FileNamed("metrics.csv");

    /// <summary>The folder of a run that has begun.</summary>
    /// <exception cref="InputException">There is no run.</exception>
    public static RunFolder Open(string path)
    {
        var config = new FileInfo(System.IO.Path.Combine(path, "config.json"));
        return config.Exists ? new(config) : throw new InputException($"'{path}' holds no run: a folder with a config.json was expected (--resume).");
    }

    /// <summary>The folder of a run that was given none: <c>runs/</c>, time and loss.</summary>
    public static string DefaultPath(string loss, DateTime now) =>
        System.IO.Path.Combine("runs", FormattableString.Invariant($"{now:yyyyMMdd-HHmmss}-{loss}"));

    /// <summary>The picture of the test slice of that number.</summary>
    public string Overlay(int number) => FileNamed($"overlay-{number:00}.png");

    /// <summary>Writes what the run was asked to do.</summary>
    public void WriteConfig(RunSettings settings) => Write("config.json", settings);

    /// <summary>Writes what the run came to.</summary>
    public void WriteSummary(Summary summary) => Write("summary.json", summary);

    /// <summary>Adds an epoch to the metrics.</summary>
    public void Append(EpochResult epoch) => File.AppendAllText(Metrics, Line(epoch));

    /// <summary>Writes the metrics again, as far as a checkpoint knows them.</summary>
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
