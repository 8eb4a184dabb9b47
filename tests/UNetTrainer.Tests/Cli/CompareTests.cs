using System.Text.Json;
using LossDsl;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Cli;

/// <summary>Tests of the compare command: runs of several losses and seeds, shards, and continuing after an interruption.</summary>
public sealed class CompareTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Compare_TrainsEachLossWithEachSeed_AndRepeatsNoFinishedRun()
    {
        var first = CommandLine.Run(Arguments("--losses", "dice,tversky", "--seeds", "2"));
        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Contains("4 runs, 0 of them done before", first.Output, StringComparison.Ordinal);
        Assert.Matches(@"\[4/4\] tversky, seed 2: pooled test Dice 0\.\d{4}.*; 0:00:00 left", first.Output);
        Assert.Matches(@"dice +│ 2 +│ 0\.\d{3} ± 0\.\d{3} .*│ 0\.970", first.Output);
        Assert.Contains("not comparable one to one", first.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);

        var written = File.GetLastWriteTimeUtc(folder["out/dice/seed-1/summary.json"]);
        Directory.Delete(folder["out/tversky/seed-2"], recursive: true);
        var second = CommandLine.Run(Arguments("--losses", "dice,tversky", "--seeds", "2"));
        Assert.Contains("4 runs, 3 of them done before", second.Output, StringComparison.Ordinal);
        Assert.Contains("[4/4] tversky, seed 2", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("] dice, seed 1", second.Output, StringComparison.Ordinal);
        Assert.Equal(written, File.GetLastWriteTimeUtc(folder["out/dice/seed-1/summary.json"]));

        using var json = JsonDocument.Parse(File.ReadAllText(folder["out/comparison.json"]));
        Assert.Equal(["dice", "tversky"], json.RootElement.EnumerateArray().Select(static l => l.GetProperty("loss").GetString()).Order());
        Assert.All(json.RootElement.EnumerateArray(), static l => Assert.Equal(2, l.GetProperty("dice").GetProperty("values").GetArrayLength()));
    }

    [Fact]
    public void Shards_ShareTheRuns_AndMergeMakesOneTable()
    {
        var first = CommandLine.Run(Arguments("--losses", "dice,tversky", "--seeds", "1", "--shard", "1/2"));
        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Contains("[1/1] dice, seed 1", first.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["out/comparison.json"]));
        Assert.Equal(0, CommandLine.Run(Arguments("--losses", "dice,tversky", "--seeds", "1", "--shard", "2/2")).ExitCode);

        var merged = CommandLine.Run("compare", "--merge", "--out", folder["out"]);
        Assert.Equal((0, ""), (merged.ExitCode, merged.Error));
        Assert.Matches("dice +│ 1 ", merged.Output);
        Assert.Matches("tversky +│ 1 ", merged.Output);
    }

    [Fact]
    public void AnInterruptedComparison_GoesOnWhereItStopped()
    {
        var stopped = CommandLine.Run(LossCatalog.All, Arguments("--losses", "dice", "--seeds", "1"), new(canceled: true));
        Assert.Equal(130, stopped.ExitCode);
        Assert.Contains("[1/1] dice", CommandLine.Run(Arguments("--losses", "dice", "--seeds", "1")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AKilledRun_ContinuesAfterItsLastEpoch_WithTheSameBits()
    {
        string[] arguments = Arguments("--losses", "dice", "--seeds", "1");
        Assert.Equal(0, CommandLine.Run(arguments).ExitCode);
        var expected = File.ReadAllBytes(folder["out/dice/seed-1/best.weights"]);

        // The state after a kill in the second epoch: a checkpoint of the first epoch, and no summary.
        var run = folder["out/dice/seed-1"];
        File.Delete(Path.Combine(run, "summary.json"));
        File.WriteAllText(Path.Combine(run, "best.weights"), "of an epoch before");
        var whole = UNetTrainer.Runs.Checkpoint.Read(Path.Combine(run, "checkpoint.bin"))!;
        string[] shorter = [.. arguments[..^1], folder["first"]];
        shorter[Array.IndexOf(shorter, "--epochs") + 1] = "1";
        Assert.Equal(0, CommandLine.Run(shorter).ExitCode);
        File.Copy(folder["first/dice/seed-1/checkpoint.bin"], Path.Combine(run, "checkpoint.bin"), overwrite: true);
        var first = UNetTrainer.Runs.Checkpoint.Read(Path.Combine(run, "checkpoint.bin"))!;
        Assert.Equal((2, 1), (whole.Epochs.Count, first.Epochs.Count));

        Assert.Equal(0, CommandLine.Run(arguments).ExitCode);
        Assert.Equal(first.Epochs[0].Seconds, UNetTrainer.Runs.Checkpoint.Read(Path.Combine(run, "checkpoint.bin"))!.Epochs[0].Seconds);
        Assert.Equal(expected, File.ReadAllBytes(Path.Combine(run, "best.weights")));
        Assert.Equal(3, File.ReadAllLines(Path.Combine(run, "metrics.csv")).Length);
    }

    [Fact]
    public void OtherSettingsInTheSameFolder_AreRefused()
    {
        CommandLine.Run(Arguments("--losses", "dice", "--seeds", "1"));
        var other = CommandLine.Run([.. Arguments("--losses", "dice", "--seeds", "1"), "--batch-size", "7"]);
        other.AssertRefused("other settings", "choose another --out");

        // A run that has not ended is refused too: its epochs would be of other settings.
        File.Delete(folder["out/dice/seed-1/summary.json"]);
        CommandLine.Run([.. Arguments("--losses", "dice", "--seeds", "1"), "--batch-size", "7"]).AssertRefused("other settings");
    }

    [Fact]
    public void ADivergedRun_IsARowOfTheTable()
    {
        var run = CommandLine.Run([.. Arguments("--losses", "dice", "--seeds", "1"), "--learning-rate", "1e30"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("0, 1 diverged", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("compare --losses nosuch", "'nosuch'", "tversky")]
    [InlineData("compare --shard 3/2", "--shard '3/2'")]
    [InlineData("compare --seeds 0", "--seeds 0")]
    [InlineData("compare --merge --out /no/such/folder", "/no/such/folder")]
    public void BadInput_IsOneLineAndExitCode2(string args, params string[] fragments) => CommandLine.Run(args.Split(' ')).AssertRefused(fragments);

    public void Dispose() => folder.Dispose();

    private string[] Arguments(params string[] more)
    {
        var (image, mask) = File.Exists(folder["head_T1w.nii.gz"]) ? (folder["head_T1w.nii.gz"], folder["head_T1w_brainmask.nii.gz"]) : Phantom.Write(folder);
        return ["compare", "--image", image, "--mask", mask, "--device", "cpu", "--axis", "z", "--width", "2", "--depth", "2", "--epochs", "2", .. more, "--out", folder["out"]];
    }
}
