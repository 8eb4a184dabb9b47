using System.Text.Json;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Cli;

/// <summary>Tests of what a user is told about the data before training, and of runs that leave cases or pixels out.</summary>
public sealed class DataNotesTests : IDisposable
{
    private const int Side = 16;

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Notes_AreOnTheConsoleOnce_AndInTheSummary_WithTheSizesOfBatches()
    {
        Pictures(30, static (x, y, _) => Disc(x, y) ? (byte)(x < 8 ? 1 : 2) : (byte)0);
        var run = Train("--min-batches", "6");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));

        var note = Assert.Single(run.Output.Split('\n'), static l => l.Contains("labels 1, 2", StringComparison.Ordinal));
        Assert.StartsWith("Note: ", note, StringComparison.Ordinal);
        Assert.Contains("Batches of 3 slices (at most 32), 6 batches an epoch.", run.Output, StringComparison.Ordinal);
        var summary = Summary();
        Assert.Equal(note[6..], Assert.Single(summary.GetProperty("notes").EnumerateArray()).GetString());
        Assert.Equal((6, 3, 3, 32), (Batches("count"), Batches("fewest"), Batches("most"), Batches("limit")));
        Assert.Contains("3 slices (at most 32), 6 batches an epoch", File.ReadAllText(folder["run/report.html"]), StringComparison.Ordinal);
        Assert.Contains(note, CommandLine.Run("evaluate", folder["run"], "--device", "cpu").Output, StringComparison.Ordinal);
        Assert.Contains(note, CommandLine.Run("data", "--image-folder", folder["i"], "--mask-folder", folder["m"], "--out", folder["s.png"]).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Note", CommandLine.Run("evaluate", folder["run"], "--device", "cpu", "--json").Output, StringComparison.Ordinal);

        int Batches(string name) => summary.GetProperty("batches").GetProperty(name).GetInt32();
    }

    [Fact]
    public void ComparedRuns_TellANoteOnce()
    {
        Pictures(10, static (x, y, _) => Disc(x, y) ? (byte)(x < 8 ? 1 : 2) : (byte)0);
        var run = CommandLine.Run([.. Arguments("compare"), "--losses", "dice,focal", "--seeds", "2", "--out", folder["all"]]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Single(run.Output.Split('\n'), static l => l.StartsWith("Note: Masks have the labels 1, 2", StringComparison.Ordinal));
        Assert.Contains("labels 1, 2", File.ReadAllText(folder["all/focal/seed-2/summary.json"]), StringComparison.Ordinal);
    }

    /// <summary>Which label is ignored changes no number of a run; that pixels are ignored and not background does.</summary>
    [Theory]
    [InlineData("dice")]
    [InlineData("cross-entropy")]
    public void IgnoredPixels_AreInNoLossAndNoMetric(string loss)
    {
        var (first, second, background) = (Run(255, Side * 13), Run(3, Side * 13), Run(0, Side * Side));
        Assert.Equal(first, second);
        Assert.NotEqual(first[1], background[1]);
        Assert.NotEqual(first[2], background[2]);

        // Columns at the right have a label that is ignored, unless it is the background's.
        string[] Run(byte label, int pixels)
        {
            Pictures(12, (x, y, _) => x > 12 ? label : Disc(x, y) ? (byte)1 : (byte)0);
            var run = Train(["--loss", loss, "--rotate", "5", .. label > 0 ? ["--ignore-label", $"{label}"] : Array.Empty<string>()]);
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            var metrics = File.ReadAllLines(folder["run/metrics.csv"])[1].Split(',');
            using var json = JsonDocument.Parse(CommandLine.Run("evaluate", folder["run"], "--device", "cpu", "--json").Output);
            var counts = json.RootElement.GetProperty("confusion");
            Assert.Equal(2 * pixels, new[] { "truePositives", "falsePositives", "falseNegatives", "trueNegatives" }.Sum(c => counts.GetProperty(c).GetInt32()));
            Directory.Delete(folder["run"], recursive: true);
            return metrics[..6];
        }
    }

    [Fact]
    public void FilesThatCannotBeRead_AreNamedAtOnce_OrLeftOut()
    {
        Pictures(8, static (x, y, _) => Disc(x, y) ? (byte)255 : (byte)0);
        folder.Write("i/p03.png", [1, 2, 3]);
        folder.Write("m/p05.png", []);
        folder.Write("i/._p01.png", [0, 5, 22, 7]);
        folder.Write("i/.DS_Store", [0]);
        folder.Write("i/Thumbs.db", [0]);

        Train().AssertRefused("2 of 8 cases", "p03.png", Path.Combine("m", "p05.png"), "--skip-unreadable");
        var run = Train("--skip-unreadable");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("Note: 2 of 8 cases are left out", run.Output, StringComparison.Ordinal);
        Assert.Contains("p03.png", Assert.Single(Summary().GetProperty("notes").EnumerateArray()).GetString()!, StringComparison.Ordinal);

        Enumerable.Range(0, 8).ToList().ForEach(i => folder.Write($"m/p{i:00}.png", []));
        Train("--skip-unreadable", "--out", folder["other"]).AssertRefused("8 of 8 cases");
    }

    [Fact]
    public void HealthyCases_AreTrainedOn_AndNothingButHealthyCasesIsRefused()
    {
        Pictures(10, static (x, y, i) => i is 0 or 3 or 7 or 8 && Disc(x, y) ? (byte)255 : (byte)0);
        var run = Train();
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("6 slices to train, 2 to validate, 2 to test", run.Output, StringComparison.Ordinal);

        Pictures(10, static (_, _, _) => 0);
        Train("--out", folder["other"]).AssertRefused("No mask has a pixel of foreground");
    }

    [Fact]
    public void AGroupAndASplitFile_AreOptions()
    {
        Pictures(12, static (x, y, _) => Disc(x, y) ? (byte)255 : (byte)0);
        Train("--group", "(").AssertRefused("--group '('");
        folder.Write("s.json", """[{"train": ["p00", "p01", "p02"], "val": ["p03"]}, {"train": ["p04", "p05"], "val": ["p06", "p07", "p08"]}]"""u8.ToArray());
        var run = Train("--split-file", folder["s.json"], "--fold", "1");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("2 slices to train, 3 to validate, 3 to test", run.Output, StringComparison.Ordinal);
        Assert.Equal(["p06", "p07", "p08"], File.ReadLines(folder["run/slices.csv"]).Skip(1).Select(static l => l.Split(',')[0]));
    }

    public void Dispose() => folder.Dispose();

    private static bool Disc(int x, int y) => ((x - 8) * (x - 8)) + ((y - 8) * (y - 8)) < 25;

    private void Pictures(int count, Func<int, int, int, byte> mask)
    {
        for (var i = 0; i < count; i++)
        {
            var number = i;
            folder.Write($"i/p{i:00}.png", PictureFile.Png(Side, Side, (x, y) => (byte)((Disc(x, y) ? 180 : 60) + (((x * 7) + (y * 13) + number) % 30))));
            folder.Write($"m/p{i:00}.png", PictureFile.Png(Side, Side, (x, y) => mask(x, y, number)));
        }
    }

    private string[] Arguments(params string[] more) => [.. more, "--image-folder", folder["i"], "--mask-folder", folder["m"], "--width", "2", "--depth", "2", "--epochs", "1", "--device", "cpu"];

    private CommandLine Train(params string[] more) => CommandLine.Run([.. Arguments(more), "--overlays", "0", .. more.Contains("--out") ? Array.Empty<string>() : ["--out", folder["run"]]]);

    private JsonElement Summary()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(folder["run/summary.json"]));
        return json.RootElement.Clone();
    }
}
