using System.Globalization;
using System.Text.Json;
using UNetTrainer.Errors;
using UNetTrainer.Training;

namespace UNetTrainer.Runs;

/// <summary>A run as its folder tells it, after its end.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Settings">What it was asked to do.</param>
/// <param name="Summary">What it came to.</param>
/// <param name="Epochs">Its epochs, as far as the metrics hold them.</param>
/// <param name="Slices">The test slices by the network of the best epoch; none if the run ended before the test.</param>
internal sealed record FinishedRun(string Path, RunSettings Settings, Summary Summary, IReadOnlyList<EpochMetrics> Epochs, IReadOnlyList<SliceResult> Slices)
{
    /// <summary>Reads a run, or returns null where there is none or it has not ended.</summary>
    /// <exception cref="InputException">A file of the run cannot be read.</exception>
    public static FinishedRun? TryRead(string path)
    {
        var (config, summary) = (File("config.json"), File("summary.json"));
        if (!System.IO.File.Exists(config) || !System.IO.File.Exists(summary))
        {
            return null;
        }

        try
        {
            return new(path, Json<RunSettings>(config), Json<Summary>(summary), [.. Rows(File("metrics.csv")).Select(EpochMetrics.Of)], [.. Rows(File(SliceResult.FileName)).Select(SliceResult.Of)]);
        }
        catch (Exception e) when (e is JsonException or FormatException or IOException or UnauthorizedAccessException or IndexOutOfRangeException or OverflowException)
        {
            throw new InputException($"The run in '{path}' cannot be read: {e.Message}", e);
        }

        string File(string name) => System.IO.Path.Combine(path, name);
    }

    private static T Json<T>(string file) =>
        JsonSerializer.Deserialize<T>(System.IO.File.ReadAllText(file), Runs.Json.Options) ?? throw new JsonException($"'{System.IO.Path.GetFileName(file)}' is null.");

    private static IEnumerable<string[]> Rows(string file) =>
        System.IO.File.Exists(file) ? System.IO.File.ReadLines(file).Skip(1).Where(static l => l.Length > 0).Select(static l => l.Split(',')) : [];
}

/// <summary>A line of <c>metrics.csv</c>.</summary>
internal sealed record EpochMetrics(int Epoch, double TrainingLoss, double ValidationLoss, double Dice, double Seconds)
{
    /// <summary>Reads its fields.</summary>
    public static EpochMetrics Of(string[] fields) => new(
        int.Parse(fields[0], CultureInfo.InvariantCulture), Number(fields[1]), Number(fields[2]), Number(fields[3]), Number(fields[7]));

    private static double Number(string field) => double.Parse(field, CultureInfo.InvariantCulture);
}

/// <summary>A test slice by the network of the best epoch: a line of <c>slices.csv</c>.</summary>
/// <param name="Name">The slice.</param>
/// <param name="Confusion">Its pixels, counted.</param>
internal sealed record SliceResult(string Name, Confusion Confusion)
{
    /// <summary>The file in a run folder.</summary>
    public const string FileName = "slices.csv";

    /// <summary>The first line of the file.</summary>
    public const string Header = "slice,true_positives,false_positives,false_negatives,true_negatives,dice";

    /// <summary>Reads its fields.</summary>
    public static SliceResult Of(string[] fields) => new(fields[0], new(Count(fields[1]), Count(fields[2]), Count(fields[3]), Count(fields[4])));

    /// <summary>The line of the file. A comma in a name becomes a semicolon.</summary>
    public string ToLine() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name.Replace(',', ';')},{Confusion.TruePositives},{Confusion.FalsePositives},{Confusion.FalseNegatives},{Confusion.TrueNegatives},{Confusion.Dice:R}");

    private static long Count(string field) => long.Parse(field, CultureInfo.InvariantCulture);
}
