using System.Text.Json;
using LossDsl;
using UNetTrainer.Runs;
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
        Assert.Matches(@"dice +│ 2 +│ 1 +│ 0\.\d{3} +│ 0\.\d{3} ± 0\.\d{3} ", first.Output);
        Assert.Matches(@"dice +│ 0\.\d{3} +│ [12]\.?5? +│ 0\.970 +│ 1 ", first.Output);
        Assert.Contains("not comparable one to one", first.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("1 case cannot tell losses apart", first.Output, StringComparison.Ordinal);
        Assert.Contains("trained on other slices of the same case", first.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);

        var written = File.GetLastWriteTimeUtc(folder["out/dice/seed-1/summary.json"]);
        Directory.Delete(folder["out/tversky/seed-2"], recursive: true);
        var second = CommandLine.Run(Arguments("--losses", "dice,tversky", "--seeds", "2"));
        Assert.Contains("4 runs, 3 of them done before", second.Output, StringComparison.Ordinal);
        Assert.Contains("[4/4] tversky, seed 2", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("] dice, seed 1", second.Output, StringComparison.Ordinal);
        Assert.Equal(written, File.GetLastWriteTimeUtc(folder["out/dice/seed-1/summary.json"]));

        using var json = JsonDocument.Parse(File.ReadAllText(folder["out/comparison.json"]));
        var losses = json.RootElement.GetProperty("losses").EnumerateArray().ToArray();
        Assert.Equal(["dice", "tversky"], losses.Select(static l => l.GetProperty("loss").GetString()).Order());
        Assert.All(losses, static l => Assert.Equal(2, l.GetProperty("dice").GetProperty("values").GetArrayLength()));
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
        var whole = Checkpoint.Read(Path.Combine(run, "checkpoint.bin"))!;
        string[] shorter = [.. arguments[..^1], folder["first"]];
        shorter[Array.IndexOf(shorter, "--epochs") + 1] = "1";
        Assert.Equal(0, CommandLine.Run(shorter).ExitCode);
        File.Copy(folder["first/dice/seed-1/checkpoint.bin"], Path.Combine(run, "checkpoint.bin"), overwrite: true);
        var first = Checkpoint.Read(Path.Combine(run, "checkpoint.bin"))!;
        Assert.Equal((2, 1), (whole.Epochs.Count, first.Epochs.Count));

        Assert.Equal(0, CommandLine.Run(arguments).ExitCode);
        Assert.Equal(first.Epochs[0].Seconds, Checkpoint.Read(Path.Combine(run, "checkpoint.bin"))!.Epochs[0].Seconds);
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

    [Fact]
    public void Folds_TestEveryCaseOnce_WithTheSameWeightsAndOrderForEachLoss()
    {
        var run = CommandLine.Run(Heads(3, "--losses", "binary-cross-entropy,weighted-cross-entropy,dice", "--seeds", "2", "--folds", "3"));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("18 runs, 0 of them done before", run.Output, StringComparison.Ordinal);
        Assert.Contains("[18/18] dice, fold 2, seed 2", run.Output, StringComparison.Ordinal);

        // Weighted cross-entropy with its default weight of 1 is binary cross-entropy: from the same weights and order follow the same bits.
        Assert.All(Runs("fold-{0}/seed-{1}"), r => Assert.Equal(Curve($"binary-cross-entropy/{r}"), Curve($"weighted-cross-entropy/{r}")));
        Assert.Equal(6, Runs("fold-{0}/seed-{1}").Select(r => string.Join(';', Curve($"binary-cross-entropy/{r}"))).Distinct().Count());

        // Both seeds of a fold test the same case, and the three folds test three.
        var tested = Runs("dice/fold-{0}/seed-{1}").Select(r => Assert.Single(CaseResult.Read(folder[$"out/{r}"])).Case).ToArray();
        Assert.Equal(tested[..3], tested[3..]);
        Assert.Equal(["h0_T1w", "h1_T1w", "h2_T1w"], tested[..3].Order());

        // The configuration of a run tells its fold.
        var dice = JsonDocument.Parse(File.ReadAllText(folder["out/dice/fold-1/seed-2/summary.json"])).RootElement.GetProperty("dice").GetDouble();
        using var evaluated = JsonDocument.Parse(CommandLine.Run("evaluate", folder["out/dice/fold-1/seed-2"], "--json", "--device", "cpu").Output);
        Assert.Equal(dice, evaluated.RootElement.GetProperty("confusion").GetProperty("dice").GetDouble());
    }

    [Fact]
    public void Statistics_AreOnTheConsole_OnThePage_InJson_AndInTables_WithTheBaselineThatIsGiven()
    {
        var run = CommandLine.Run(Heads(3, "--losses", "dice,tversky", "--seeds", "1", "--folds", "3", "--baseline", "tversky"));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"dice +│ 3 +│ [+-]?0[.0-9]* +│ \(.* to .*\) +│ \d\.\d{3} ", run.Output);
        Assert.Contains("tversky (baseline)", run.Output, StringComparison.Ordinal);

        using var json = JsonDocument.Parse(File.ReadAllText(folder["out/comparison.json"]));
        var differences = json.RootElement.GetProperty("metrics")[0].GetProperty("losses")[0].GetProperty("differences").GetProperty("values").EnumerateArray().Select(static v => v.GetDouble()).ToArray();
        var page = File.ReadAllText(folder["out/report.html"]);
        Assert.All(["tversky (baseline)", "BCa", "Wilcoxon", "Holm", "3 cases cannot tell", "SHA-256", "fold 2", "threads", "config.json"], part => Assert.Contains(part, page, StringComparison.Ordinal));

        // The table of figures is enough to compute the differences again.
        var figures = File.ReadAllLines(folder["out/figures.csv"]).Skip(1).Select(static l => l.Split(',')).ToArray();
        var dice = figures.ToLookup(static f => f[0], static f => (Case: f[4], Dice: double.Parse(f[6], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(dice["dice"].OrderBy(static f => f.Case).Zip(dice["tversky"].OrderBy(static f => f.Case), static (a, b) => a.Dice - b.Dice), differences);
        Assert.StartsWith("dice,dice,tversky,3,", File.ReadAllLines(folder["out/comparison.csv"])[1], StringComparison.Ordinal);

        // Another baseline needs no training.
        Assert.Contains("dice (baseline)", CommandLine.Run("compare", "--merge", "--baseline", "dice", "--out", folder["out"]).Output, StringComparison.Ordinal);
        CommandLine.Run("compare", "--merge", "--baseline", "dic", "--out", folder["out"]).AssertRefused("'dic'", "Did you mean");
    }

    [Fact]
    public void AConfiguration_RepeatsAComparison_AndStatesItsOrigin()
    {
        Assert.Equal(0, CommandLine.Run(Heads(2, "--losses", "dice", "--seeds", "1", "--folds", "2")).ExitCode);
        using var config = JsonDocument.Parse(File.ReadAllText(folder["out/config.json"]));
        var origin = config.RootElement.GetProperty("provenance");
        Assert.Matches("^[0-9a-f]{64}$", origin.GetProperty("data").GetString());
        Assert.Equal(TorchSharp.torch.get_num_threads(), origin.GetProperty("threads").GetInt32());
        Assert.StartsWith("libtorch-c", origin.GetProperty("libtorch").GetString(), StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f]{64}$", JsonDocument.Parse(File.ReadAllText(folder["out/dice/fold-0/seed-1/config.json"])).RootElement.GetProperty("provenance").GetProperty("split").GetString());

        var again = CommandLine.Run("compare", "--config", folder["out/config.json"], "--out", folder["again"]);
        Assert.Equal((0, ""), (again.ExitCode, again.Error));
        Assert.Equal(File.ReadAllBytes(folder["out/dice/fold-1/seed-1/best.weights"]), File.ReadAllBytes(folder["again/dice/fold-1/seed-1/best.weights"]));
        CommandLine.Run("compare", "--config", folder["out/config.json"], "--seeds", "2").AssertRefused("--seeds cannot be given with --config");
        CommandLine.Run("compare", "--config", folder["out/dice/fold-0/seed-1/config.json"]).AssertRefused("not the configuration of a comparison");

        // A run's configuration is one for train.
        Assert.Equal(0, CommandLine.Run("train", "--config", folder["out/dice/fold-1/seed-1/config.json"], "--out", folder["single"]).ExitCode);
        Assert.Equal(File.ReadAllBytes(folder["out/dice/fold-1/seed-1/best.weights"]), File.ReadAllBytes(folder["single/best.weights"]));
        CommandLine.Run("train", "--config", folder["out/dice/fold-1/seed-1/config.json"], "--epochs", "2").AssertRefused("--epochs cannot be given with --config");
    }

    [Fact]
    public void WithoutImages_EachOfTwoPeopleIsTestedByNetworksThatHaveSeenTheOther()
    {
        var run = CommandLine.Run("compare", "--losses", "dice", "--epochs", "1", "--width", "2", "--depth", "2", "--device", "cpu", "--out", folder["out"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(["dice/fold-0/seed-1", "dice/fold-1/seed-1"], Jobs().Select(static j => j.GetProperty("folder").GetString()));
        var cases = Jobs().Select(j => Assert.Single(CaseResult.Read(folder[$"out/{j.GetProperty("folder").GetString()}"]))).ToArray();
        Assert.Equal(["colin27", "itk-head"], cases.Select(static c => c.Case).Order());
        Assert.All(cases, static c => Assert.Equal("mm", c.Unit));
        Assert.Contains("on cases that they had not seen (test)", run.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Equal((0, 1), (Summary("fold-0").TestCasesSeen, Summary("fold-0").ValidationCasesSeen));

        Summary Summary(string fold) => FinishedRun.TryRead(folder[$"out/dice/{fold}/seed-1"])!.Summary;
    }

    [Fact]
    public void DataThatHasChanged_IsRefused()
    {
        string[] arguments = Heads(2, "--losses", "dice", "--seeds", "1", "--folds", "2");
        Assert.Equal(0, CommandLine.Run(arguments).ExitCode);
        Phantom.Write(folder, "h1", 77);
        CommandLine.Run(arguments).AssertRefused("are not those with which the comparison", "SHA-256");
    }

    [Fact]
    public void Seeds_ShareTheSplit()
    {
        Assert.Equal(0, CommandLine.Run(Arguments("--losses", "dice", "--seeds", "3")).ExitCode);
        var slices = Enumerable.Range(1, 3).Select(seed => string.Join(' ', SliceResult.Read(folder[$"out/dice/seed-{seed}"]).Select(static s => s.Name))).ToArray();
        Assert.Single(slices.Distinct());
    }

    [Fact]
    public void TheJobs_AreAFile_ThatSaysWhatIsDone_AndAComparisonGoesOnWithoutItsOptions()
    {
        Assert.Equal(0, CommandLine.Run(Heads(2, "--losses", "dice,tversky", "--seeds", "1", "--folds", "2", "--shard", "1/2")).ExitCode);
        Assert.Equal(["Done", "Open", "Done", "Open"], Jobs().Select(static j => j.GetProperty("state").GetString()));
        Assert.Equal(["dice/fold-0/seed-1", "tversky/fold-0/seed-1", "dice/fold-1/seed-1", "tversky/fold-1/seed-1"], Jobs().Select(static j => j.GetProperty("folder").GetString()));

        var rest = CommandLine.Run("compare", "--out", folder["out"]);
        Assert.Contains("4 runs, 2 of them done before", rest.Output, StringComparison.Ordinal);

        // Further losses get further numbers.
        Assert.Equal(0, CommandLine.Run(Heads(2, "--losses", "focal,dice", "--seeds", "1", "--folds", "2")).ExitCode);
        Assert.Equal(["dice", "tversky", "dice", "tversky", "focal", "focal"], Jobs().Select(static j => j.GetProperty("loss").GetString()));
        Assert.Equal([0, 1, 2, 3, 4, 5], Jobs().Select(static j => j.GetProperty("number").GetInt32()));
        CommandLine.Run(Heads(2, "--losses", "dice", "--seeds", "1")).AssertRefused("other settings", "choose another --out");
    }

    [Theory]
    [InlineData("compare")]
    [InlineData("compare --merge")]
    public void AComparisonOfAnEarlierVersion_IsRefused(string command)
    {
        // Such a folder had neither settings nor jobs, and a split for each seed.
        Assert.Equal(0, CommandLine.Run(Arguments("--losses", "dice", "--seeds", "1")).ExitCode);
        File.Delete(folder["out/config.json"]);
        File.Delete(folder["out/jobs.json"]);
        CommandLine.Run([.. command.Split(' '), "--out", folder["out"]]).AssertRefused("earlier version", "choose another --out");
    }

    [Fact]
    public void AConfigurationOfAnotherVersion_AndARunFolder_AreRefused()
    {
        Assert.Equal(0, CommandLine.Run(Arguments("--losses", "dice", "--seeds", "1")).ExitCode);
        CommandLine.Run("compare", "--out", folder["out/dice/seed-1"]).AssertRefused("holds a run", "choose another --out");
        File.WriteAllText(folder["out/config.json"], File.ReadAllText(folder["out/config.json"]).Replace("\"comparisonVersion\": 2", "\"comparisonVersion\": 3", StringComparison.Ordinal));
        CommandLine.Run("compare", "--merge", "--out", folder["out"]).AssertRefused("version 3", "version 2");
    }

    [Theory]
    [InlineData("--folds", "4", "3 cases", "fewer folds")]
    [InlineData("--folds", "1", "--folds 1", "from 2")]
    [InlineData("--folds", "3 --split-file x.csv", "--split-file", "deals the cases out itself")]
    public void Folds_ThatCannotBe_AreRefused(string option, string value, params string[] fragments)
    {
        var run = CommandLine.Run(Heads(3, ["--losses", "dice", option, .. value.Split(' ')]));
        Assert.Equal(2, run.ExitCode);
        Assert.All(fragments, f => Assert.Contains(f, run.Error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("compare --losses nosuch", "'nosuch'", "tversky")]
    [InlineData("compare --shard 3/2", "--shard '3/2'")]
    [InlineData("compare --seeds 0", "--seeds 0")]
    [InlineData("compare --merge --out /no/such/folder", "/no/such/folder")]
    public void BadInput_IsOneLineAndExitCode2(string args, params string[] fragments) => CommandLine.Run(args.Split(' ')).AssertRefused(fragments);

    public void Dispose() => folder.Dispose();

    private IEnumerable<string> Runs(string pattern) =>
        from seed in Enumerable.Range(1, 2)
        from fold in Enumerable.Range(0, 3)
        select string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, fold, seed);

    // All but the seconds.
    private string[] Curve(string run) => [.. File.ReadAllLines(folder[$"out/{run}/metrics.csv"]).Skip(1).Select(static l => l[..l.LastIndexOf(',')])];

    private JsonElement[] Jobs() => [.. JsonDocument.Parse(File.ReadAllText(folder["out/jobs.json"])).RootElement.EnumerateArray()];

    private string[] Heads(int count, params string[] more)
    {
        var files = Enumerable.Range(0, count).Select(i => Phantom.Write(folder, $"h{i}", i + 1)).ToArray();
        return
        [
            "compare", "--image", .. files.Select(static f => f.Image), "--mask", .. files.Select(static f => f.Mask), "--device", "cpu", "--axis", "z", "--width", "2", "--depth", "2", "--epochs", "2",
            .. more, "--out", folder["out"],
        ];
    }

    private string[] Arguments(params string[] more)
    {
        var (image, mask) = File.Exists(folder["head_T1w.nii.gz"]) ? (folder["head_T1w.nii.gz"], folder["head_T1w_brainmask.nii.gz"]) : Phantom.Write(folder);
        return ["compare", "--image", image, "--mask", mask, "--device", "cpu", "--axis", "z", "--width", "2", "--depth", "2", "--epochs", "2", .. more, "--out", folder["out"]];
    }
}
