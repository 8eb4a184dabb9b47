using System.Text.Json;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Cli;

/// <summary>Tests of tuning in the compare command: trials see no test part, the best for validation is tested, and jobs can be done by any process.</summary>
public sealed class TuningCommandTests : IDisposable
{
    // With the first rate nothing is learnt.
    private static readonly string[] Tuned = ["--losses", "dice,tversky", "--seeds", "1", "--folds", "2", "--learning-rates", "1e-9,3e-2", "--grid", "tversky.fp-weight=0.4", "tversky.fn-weight=0.6"];

    private readonly TemporaryFolder folder = new();
    private readonly (string Image, string Mask)[] heads;

    public TuningCommandTests() => heads = [.. Enumerable.Range(0, 2).Select(i => Phantom.Write(folder, $"h{i}", i + 1))];

    [Fact]
    public void TheBestForValidation_IsTested_WithTheNetworksOfItsTrials()
    {
        var run = CommandLine.Run(Compare("out", Tuned));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("8 runs, 0 of them done before", run.Output, StringComparison.Ordinal);
        Assert.Contains("tversky, fold 1, setting 1, seed 1: validation Dice", run.Output, StringComparison.Ordinal);

        Assert.Contains("now they are tested", run.Output, StringComparison.Ordinal);

        // Trials are not tested, and their validation decides.
        Assert.All(Directory.GetFiles(folder["out/trials"], "summary.json", SearchOption.AllDirectories), static f => Assert.Equal(JsonValueKind.Null, Json(f).GetProperty("dice").ValueKind));
        Assert.Empty(Directory.GetFiles(folder["out/trials"], "cases.csv", SearchOption.AllDirectories));
        Assert.True(Validation("trials/dice/fold-0/setting-1/seed-1") > Validation("trials/dice/fold-0/setting-0/seed-1"));
        Assert.Equal(File.ReadAllBytes(folder["out/trials/dice/fold-0/setting-1/seed-1/best.weights"]), File.ReadAllBytes(folder["out/dice/fold-0/seed-1/best.weights"]));
        Assert.Equal(File.ReadAllText(folder["out/trials/dice/fold-0/setting-1/seed-1/metrics.csv"]), File.ReadAllText(folder["out/dice/fold-0/seed-1/metrics.csv"]));
        Assert.Equal(0.03, Json(folder["out/dice/fold-0/seed-1/config.json"]).GetProperty("training").GetProperty("learningRate").GetDouble());
        Assert.Equal(0.4, Json(folder["out/tversky/fold-1/seed-1/config.json"]).GetProperty("training").GetProperty("hyperparameters").GetProperty("fpWeight").GetDouble());

        var choices = Json(folder["out/comparison.json"]).GetProperty("choices").EnumerateArray().ToArray();
        Assert.Equal(4, choices.Length);
        Assert.All(choices, static c => Assert.Equal((2, 0.03), (c.GetProperty("tried").GetInt32(), c.GetProperty("setting").GetProperty("learningRate").GetDouble())));
        Assert.All(["Choices made on the validation part", "rate 0.03, fpWeight 0.4, fnWeight 0.6", "out of 2 for each loss"], part => Assert.Contains(part, File.ReadAllText(folder["out/report.html"]), StringComparison.Ordinal));

        // The same as a run with that setting, and nothing is done again.
        Assert.Equal(0, CommandLine.Run("train", "--config", folder["out/tversky/fold-1/seed-1/config.json"], "--out", folder["single"]).ExitCode);
        Assert.Equal(File.ReadAllText(folder["single/cases.csv"]), File.ReadAllText(folder["out/tversky/fold-1/seed-1/cases.csv"]));
        var written = File.GetLastWriteTimeUtc(folder["out/dice/fold-0/seed-1/summary.json"]);
        Assert.Contains("8 runs, 8 of them done before", CommandLine.Run("compare", "--out", folder["out"]).Output, StringComparison.Ordinal);
        Assert.Equal(written, File.GetLastWriteTimeUtc(folder["out/dice/fold-0/seed-1/summary.json"]));
    }

    [Fact]
    public void Jobs_DoneOneByOneInAnyOrder_AndMerged_AreTheSameComparison()
    {
        Assert.Equal(0, CommandLine.Run(Compare("whole", Tuned)).ExitCode);
        var planned = CommandLine.Run([.. Compare("out", Tuned), "--plan"]);
        Assert.Contains("8 jobs, from 0", planned.Output, StringComparison.Ordinal);
        foreach (var number in new[] { 7, 0, 3, 1, 6, 2, 5 })
        {
            var job = CommandLine.Run("compare", "--job", $"{number}", "--out", folder["out"]);
            Assert.Equal((0, ""), (job.ExitCode, job.Error));
            Assert.Contains("1 run, 0 of them done before", job.Output, StringComparison.Ordinal);
        }

        var jobs = Json(folder["out/jobs.json"]).EnumerateArray().ToArray();
        Assert.Equal(["Done", "Done", "Done", "Done", "Open", "Done", "Done", "Done"], jobs.Select(static j => j.GetProperty("state").GetString()));
        Assert.Equal(0.03, jobs[1].GetProperty("trial").GetProperty("learningRate").GetDouble());

        // One job is open: its loss and fold are not tested yet.
        var early = CommandLine.Run("compare", "--merge", "--out", folder["out"]);
        Assert.Contains("dice, fold 1: trials are open", early.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out/dice/fold-1"]));

        Assert.Equal(0, CommandLine.Run("compare", "--job", "4", "--out", folder["out"]).ExitCode);
        Assert.Equal(0, CommandLine.Run("compare", "--merge", "--out", folder["out"]).ExitCode);
        Assert.Equal(File.ReadAllText(folder["whole/figures.csv"]), File.ReadAllText(folder["out/figures.csv"]));
        Assert.Equal(File.ReadAllText(folder["whole/comparison.csv"]), File.ReadAllText(folder["out/comparison.csv"]));
        CommandLine.Run("compare", "--job", "8", "--out", folder["out"]).AssertRefused("--job 8", "0 to 7");
    }

    [Fact]
    public void AThreshold_IsChosenOnValidation_AndStaysWithTheNetwork()
    {
        var run = CommandLine.Run(Compare("out", "--losses", "dice,cross-entropy", "--seeds", "1", "--folds", "2", "--tune-threshold"));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var summaries = Directory.GetFiles(folder["out"], "summary.json", SearchOption.AllDirectories).Select(Json).ToArray();
        Assert.Equal(4, summaries.Length);
        Assert.All(summaries, static s => Assert.InRange(s.GetProperty("threshold").GetDouble(), 0.05, 0.95));
        Assert.Contains(summaries, static s => s.GetProperty("threshold").GetDouble() != 0.5);

        foreach (var path in new[] { "out/dice/fold-0/seed-1", "out/cross-entropy/fold-1/seed-1" })
        {
            using var evaluated = JsonDocument.Parse(CommandLine.Run("evaluate", folder[path], "--json", "--device", "cpu").Output);
            Assert.Equal(Json(folder[$"{path}/summary.json"]).GetProperty("dice").GetDouble(), evaluated.RootElement.GetProperty("confusion").GetProperty("dice").GetDouble());
        }
    }

    [Theory]
    [InlineData("--grid", "tversky.fp-wait=1", "no hyperparameter 'fp-wait'", "fp-weight")]
    [InlineData("--grid", "tversky.fp-weight=2", "'2' is no value of fpWeight")]
    [InlineData("--grid", "focal.gamma=2", "'focal' is not compared")]
    [InlineData("--grid", "tversky", "a loss, a hyperparameter and its values")]
    [InlineData("--learning-rates", "1e-3,x", "numbers above 0")]
    [InlineData("--budget", "0", "from 1")]
    public void BadTuning_IsOneLine(string option, string value, params string[] fragments)
    {
        var run = CommandLine.Run(Compare("out", "--losses", "dice,tversky", option, value));
        Assert.Equal(2, run.ExitCode);
        Assert.All(fragments, f => Assert.Contains(f, run.Error, StringComparison.Ordinal));
    }

    public void Dispose() => folder.Dispose();

    private static JsonElement Json(string path) => JsonDocument.Parse(File.ReadAllText(path)).RootElement;

    private double Validation(string run) => Json(folder[$"out/{run}/summary.json"]).GetProperty("bestValidationDice").GetDouble();

    private string[] Compare(string name, params string[] more) =>
    [
        "compare", "--image", .. heads.Select(static h => h.Image), "--mask", .. heads.Select(static h => h.Mask), "--device", "cpu", "--axis", "z", "--width", "2", "--depth", "2", "--epochs", "2",
        .. more, "--out", folder[name],
    ];
}
