using LossDsl;
using UNetTrainer.Runs;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Cli;

/// <summary>Tests that commands keep the files of the user and of other processes, and notice damage of their own.</summary>
public sealed class KeptFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly (string Image, string Mask) phantom;

    public KeptFilesTests() => phantom = Phantom.Write(folder);

    private string[] Small => ["--image", phantom.Image, "--mask", phantom.Mask, "--axis", "z", "--width", "2", "--depth", "2", "--min-batches", "2", "--epochs", "1", "--device", "cpu"];

    [Fact]
    public void AChangedByte_IsOneLine()
    {
        Train();
        foreach (var name in (string[])["best.weights", "metrics.csv", "slices.csv", "cases.csv", "summary.json", "config.json"])
        {
            var path = folder[$"run/{name}"];
            var whole = File.ReadAllBytes(path);
            for (var part = 1; part < 4; part++)
            {
                byte[] changed = [.. whole];
                changed[part * whole.Length / 4] ^= 1;
                File.WriteAllBytes(path, changed);
                CommandLine.Run("evaluate", folder["run"], "--device", "cpu").AssertRefused(name);
            }

            File.WriteAllBytes(path, whole);
        }

        Assert.Equal(0, CommandLine.Run("evaluate", folder["run"], "--device", "cpu").ExitCode);
    }

    [Fact]
    public void ARunWithoutChecksums_IsReadWithANote()
    {
        Train();
        File.Delete(folder["run/.lossdsl-run"]);
        var evaluated = CommandLine.Run("evaluate", folder["run"], "--device", "cpu");
        Assert.Equal(0, evaluated.ExitCode);
        Assert.Contains("has no checksums", evaluated.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Equal(0, CommandLine.Run("--resume", folder["run"]).ExitCode);
        Assert.DoesNotContain("has no checksums", CommandLine.Run("evaluate", folder["run"], "--device", "cpu").Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public void AnEditedConfig_IsTold_AndTakenOverByResume()
    {
        Train();
        File.WriteAllText(folder["run/config.json"], File.ReadAllText(folder["run/config.json"]).Replace("\"overlays\": 4", "\"overlays\": 1", StringComparison.Ordinal));
        Assert.Contains("was edited", CommandLine.Run("--resume", folder["run"]).Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Equal(0, CommandLine.Run("evaluate", folder["run"], "--device", "cpu").ExitCode);
    }

    [Fact]
    public void DamagedBestWeights_AreRefusedBeforeTrainingGoesOn()
    {
        Train("--epochs", "3", "--learning-rate", "1e-12", "--min-learning-rate", "1e-13");
        Assert.NotEqual(3, Checkpoint.Read(folder["run/checkpoint.bin"])!.Epochs.MaxBy(static e => e.Validation.Dice)!.Epoch);
        File.WriteAllBytes(folder["run/best.weights"], [1, 2]);
        var resumed = CommandLine.Run("--resume", folder["run"], "--epochs", "4");
        Assert.Equal(2, resumed.ExitCode);
        Assert.Contains("best.weights", resumed.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("epoch ", resumed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ARunInUse_IsRefused_UntilItsProcessIsDead()
    {
        using var process = TrainerProcess.Start(Options("--epochs", "10000"));
        Assert.True(SpinWait.SpinUntil(() => File.Exists(folder["run/checkpoint.bin"]), TimeSpan.FromMinutes(1)));
        CommandLine.Run("--resume", folder["run"]).AssertRefused("in use by process");
        process.Kill();
        process.WaitForExit();
        var epochs = Checkpoint.Read(folder["run/checkpoint.bin"])!.Epochs.Count;
        Assert.Equal(0, CommandLine.Run("--resume", folder["run"], "--epochs", $"{epochs + 1}").ExitCode);
    }

    [Fact]
    public void Compare_RemovesNothingThatNoRunWrote()
    {
        folder.Write("out/dice/seed-1/thesis.txt", [1]);
        CommandLine.Run(["compare", .. Small, "--losses", "dice", "--seeds", "1", "--out", folder["out"]]).AssertRefused("seed-1", "nothing is removed");
        Assert.True(File.Exists(folder["out/dice/seed-1/thesis.txt"]));

        folder.Write("other/report.html", [1]);
        CommandLine.Run(["compare", .. Small, "--losses", "dice", "--seeds", "1", "--out", folder["other"]]).AssertRefused("report.html");
    }

    [Fact]
    public void TwoComparisonsInOneFolder_AreRefused_ButShardsAreNot()
    {
        string[] compare = ["compare", .. Small, "--losses", "dice", "--seeds", "1", "--out", folder["out"]];
        using (new UNetTrainer.Comparison.ComparisonFolder(folder["out"]).Take(new UNetTrainer.Comparison.Shard(1, 1).Name))
        {
            CommandLine.Run(compare).AssertRefused("in use");
            Assert.Equal(0, CommandLine.Run([.. compare, "--shard", "1/2"]).ExitCode);
        }
    }

    [Fact]
    public void ACancelledRun_SaysHowToGoOn()
    {
        var run = CommandLine.Run(LossCatalog.All, [.. Small, "--out", folder["run"]], new(canceled: true));
        Assert.Contains($"To go on: train --resume {folder["run"]}", run.Output.ReplaceLineEndings(""), StringComparison.Ordinal);
    }

    [Fact]
    public void Data_ReplacesAContactSheet_AndNoOtherFile()
    {
        string[] data = ["data", "--image", phantom.Image, "--mask", phantom.Mask, "--axis", "z", "--out", folder["sheet.png"]];
        Assert.Equal(0, CommandLine.Run(data).ExitCode);
        using (var picture = SkiaSharp.SKBitmap.Decode(folder["sheet.png"]))
        {
            Assert.NotNull(picture);
        }

        Assert.Equal(0, CommandLine.Run(data).ExitCode);
        folder.Write("sheet.png", [1]);
        CommandLine.Run(data).AssertRefused("sheet.png", "--overwrite");
        Assert.Equal([1], File.ReadAllBytes(folder["sheet.png"]));
        Assert.Equal(0, CommandLine.Run([.. data, "--overwrite"]).ExitCode);
    }

    [Fact]
    public void ADamagedSliceCache_IsOneLine_AndIsMadeAgain()
    {
        string[] arguments = [.. Small, "--memory", "0", "--cache", folder["cache"]];
        Assert.Equal(0, CommandLine.Run([.. arguments, "--out", folder["first"]]).ExitCode);
        var cache = Assert.Single(Directory.GetFiles(folder["cache"]));
        var whole = File.ReadAllBytes(cache);
        foreach (var at in (int[])[20, whole.Length / 2])
        {
            byte[] changed = [.. whole];
            changed[at] ^= 1;
            File.WriteAllBytes(cache, changed);
            var run = CommandLine.Run([.. arguments, "--out", folder[$"run{at}"]]);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains(".slices' are damaged", run.Error, StringComparison.Ordinal);
        }

        Assert.Equal(0, CommandLine.Run([.. arguments, "--out", folder["last"]]).ExitCode);
    }

    [Theory]
    [InlineData("--width 500 --depth 5", "larger than a checkpoint can hold")]
    [InlineData("--widht 4", "Did you mean '--width'?")]
    [InlineData("--loss twersky", "Did you mean 'tversky'?")]
    [InlineData("trian", "Did you mean 'train'?")]
    [InlineData("losses --describe dcie", "Did you mean 'dice'?")]
    [InlineData("compare --losses focla", "Did you mean 'focal'?")]
    [InlineData("--schedule cosin", "Did you mean 'cosine'?")]
    public void BadInput_IsOneLineThatSaysWhatToDo(string arguments, string expected) =>
        CommandLine.Run([.. arguments.Split(' '), .. arguments.StartsWith('-') ? (string[])["--device", "cpu", "--out", folder["run"]] : []]).AssertRefused(expected);

    public void Dispose() => folder.Dispose();

    private void Train(params string[] more) => Assert.Equal(0, CommandLine.Run(Options(more)).ExitCode);

    // An option can be given once, so those that a test gives take the place of the usual ones.
    private string[] Options(params string[] more) => [.. Small.Chunk(2).Where(o => !more.Contains(o[0])).SelectMany(static o => o), .. more, "--out", folder["run"]];
}
