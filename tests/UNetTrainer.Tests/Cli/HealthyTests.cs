using System.Text.Json;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Cli;

/// <summary>Tests of runs whose validation and test part have no foreground.</summary>
public sealed class HealthyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void WithoutForeground_NoDiceIsShown_AndTheRunEndsWell()
    {
        for (var i = 0; i < 6; i++)
        {
            var one = i;
            folder.Write($"images/p{i}.png", PictureFile.Png(16, 12, (x, y) => (byte)((x * 7) + (y * 5) + one)));
            folder.Write($"masks/p{i}.png", PictureFile.Png(16, 12, (x, _) => (byte)(one == 0 && x > 8 ? 255 : 0)));
        }

        // The one picture with foreground is in the training part for most seeds; for the others the run is refused.
        var run = Enumerable.Range(1, 20).Select(Train).First(static r => r.ExitCode == 0 && r.Output.Contains("Dice -", StringComparison.Ordinal));

        Assert.DoesNotContain("Dice 1.0000", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"foreground +│ 1 cases? ", run.Output);
        using var summary = JsonDocument.Parse(File.ReadAllText(folder["run/summary.json"]));
        Assert.All(new[] { "dice", "sensitivity", "bestValidationDice" }, name => Assert.Equal(JsonValueKind.Null, summary.RootElement.GetProperty(name).ValueKind));
        Assert.Equal(2, summary.RootElement.GetProperty("bestEpoch").GetInt32());
        Assert.DoesNotMatch("[> ]NaN", File.ReadAllText(folder["run/report.html"]));
        Assert.Equal(0, CommandLine.Run("evaluate", folder["run"], "--device", "cpu").ExitCode);
        Assert.Equal(0, CommandLine.Run("train", "--resume", folder["run"], "--epochs", "3", "--device", "cpu").ExitCode);
    }

    [Fact]
    public void AComparison_OfRunsWithoutForeground_EndsWell()
    {
        for (var i = 0; i < 6; i++)
        {
            var one = i;
            folder.Write($"images/p{i}.png", PictureFile.Png(16, 12, (x, y) => (byte)((x * 7) + (y * 5) + one)));
            folder.Write($"masks/p{i}.png", PictureFile.Png(16, 12, (x, _) => (byte)(one == 0 && x > 8 ? 255 : 0)));
        }

        var compared = Enumerable.Range(1, 20).Select(seed => CommandLine.Run(
            "compare", "--losses", "dice", "--seeds", "1", "--seed", $"{seed}", "--image-folder", folder["images"], "--mask-folder", folder["masks"], "--epochs", "2", "--width", "2", "--depth", "2",
            "--device", "cpu", "--out", folder[$"compare-{seed}"])).First(static r => r.ExitCode == 0 && r.Output.Contains("test Dice -", StringComparison.Ordinal));
        Assert.DoesNotContain("NaN", compared.Output, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private CommandLine Train(int seed)
    {
        if (Directory.Exists(folder["run"]))
        {
            Directory.Delete(folder["run"], recursive: true);
        }

        return CommandLine.Run(
            "train", "--seed", $"{seed}", "--image-folder", folder["images"], "--mask-folder", folder["masks"], "--epochs", "2", "--width", "2", "--depth", "2", "--device", "cpu", "--out", folder["run"]);
    }
}
