using System.Globalization;
using System.Text.Json;
using SkiaSharp;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Cli;

/// <summary>Tests of the train command: the files of a run folder, data sources, and failures.</summary>
public sealed class TrainingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Run => folder["run"];

    [Fact]
    public void Train_LearnsAndWritesARunFolder()
    {
        var (image, mask) = Phantom.Write(folder);
        var run = CommandLine.Run(Arguments("--image", image, "--mask", mask, "--loss", "tversky", "--fp-weight", "0.4", "--epochs", "6"));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"epoch +6/6 ", run.Output);
        Assert.Contains("test Dice", run.Output, StringComparison.Ordinal);

        using var summary = Json("summary.json");
        Assert.Equal("tversky", summary.RootElement.GetProperty("loss").GetString());
        Assert.Equal(0.4, summary.RootElement.GetProperty("hyperparameters").GetProperty("fpWeight").GetDouble());
        Assert.Equal(0.7, summary.RootElement.GetProperty("hyperparameters").GetProperty("fnWeight").GetDouble());
        Assert.InRange(summary.RootElement.GetProperty("dice").GetDouble(), 0.9, 1);
        Assert.InRange(summary.RootElement.GetProperty("sensitivity").GetDouble(), 0.9, 1);
        Assert.InRange(summary.RootElement.GetProperty("specificity").GetDouble(), 0.9, 1);
        Assert.Equal(6, summary.RootElement.GetProperty("epochs").GetInt32());
        Assert.InRange(summary.RootElement.GetProperty("seconds").GetDouble(), 0.01, 100);
        Assert.Equal("cpu", summary.RootElement.GetProperty("device").GetString());
        Assert.False(summary.RootElement.GetProperty("interrupted").GetBoolean());

        using var config = Json("config.json");
        Assert.Equal(4, config.RootElement.GetProperty("training").GetProperty("width").GetInt32());
        AssertMetrics(6, summary.RootElement.GetProperty("bestValidationDice").GetDouble());
        Assert.Equal(
            ["best.weights", "cases.csv", "checkpoint.bin", "config.json", "curves.png", "last.weights", "metrics.csv", "overlay-01.png", "overlay-02.png", "report.html", "slice-best.png", "slice-median.png", "slice-middle.png", "slice-worst.png", "slices.csv", "summary.json"],
            Directory.GetFiles(Run).Select(Path.GetFileName).Where(static name => !name!.StartsWith('.')).Order());
        Assert.All(Directory.GetFiles(Run, "*.png"), AssertHasContent);
    }

    [Fact]
    public void Train_OnAnNfbsFolder_SplitsByVolume()
    {
        foreach (var subject in Enumerable.Range(1, 3))
        {
            Phantom.Write(folder, $"nfbs/A{subject}/sub-A{subject}_ses-NFB3", subject);
        }

        var run = CommandLine.Run(Arguments("--nfbs", folder["nfbs"], "--epochs", "1"));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("60 slices to train, 60 to validate, 60 to test", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ADivergingRun_IsReported_AndSavesItsWeights()
    {
        var (image, mask) = Phantom.Write(folder);
        var run = CommandLine.Run(Arguments("--image", image, "--mask", mask, "--learning-rate", "1e30", "--epochs", "3"));

        Assert.Equal(3, run.ExitCode);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("error: Loss 'dice' is NaN in batch", run.Error, StringComparison.Ordinal);
        using var summary = Json("summary.json");
        Assert.StartsWith("Loss 'dice' is NaN", summary.RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Run, "last.weights")));
    }

    [Fact]
    public void AFolderWithARun_IsNotOverwritten()
    {
        var (image, mask) = Phantom.Write(folder);
        folder.Write("run/config.json", []);
        CommandLine.Run(Arguments("--image", image, "--mask", mask)).AssertRefused("holds a run already");
    }

    [Fact]
    public void AnOutputFolderThatIsAFile_IsRefused()
    {
        var (image, mask) = Phantom.Write(folder);
        folder.Write("run", [1]);
        CommandLine.Run(Arguments("--image", image, "--mask", mask)).AssertRefused("--out");
    }

    public void Dispose() => folder.Dispose();

    private string[] Arguments(params string[] more) =>
        ["train", "--device", "cpu", "--axis", "z", "--width", "4", "--depth", "3", "--overlays", "2", "--out", Run, .. more];

    private JsonDocument Json(string name) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Run, name)));

    private void AssertMetrics(int epochs, double best)
    {
        var lines = File.ReadAllLines(Path.Combine(Run, "metrics.csv"));
        Assert.Equal("epoch,training_loss,validation_loss,dice,sensitivity,specificity,learning_rate,seconds", lines[0]);
        var rows = lines.Skip(1).Select(static l => l.Split(',').Select(static n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray()).ToArray();
        Assert.Equal(Enumerable.Range(1, epochs), rows.Select(static r => (int)r[0]));
        Assert.Equal(best, rows.Max(static r => r[3]));
        Assert.True(rows[^1][1] < rows[0][1]);
    }

    private static void AssertHasContent(string picture)
    {
        using var bitmap = SKBitmap.Decode(picture);
        Assert.InRange(bitmap.Pixels.Distinct().Count(), 10, int.MaxValue);
    }
}
