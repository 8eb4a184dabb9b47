using UNetTrainer.Runs;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Cli;

/// <summary>Tests of resuming a run: the result has the same bits as without an interruption, and an edited configuration is checked.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly (string Image, string Mask) phantom;

    public ResumeTests() => phantom = Phantom.Write(folder);

    [Theory]
    [InlineData("float32")]
    [InlineData("bfloat16")]
    public void ARunResumedAfterThreeOfSixEpochs_HasTheSameBits(string weights)
    {
        Train("whole", "--epochs", "6", "--weights", weights);
        Train("parts", "--epochs", "3", "--weights", weights);
        var resumed = CommandLine.Run("train", "--resume", folder["parts"], "--epochs", "6");

        Assert.Equal((0, ""), (resumed.ExitCode, resumed.Error));
        Assert.DoesNotMatch("epoch +3/6", resumed.Output);
        AssertSameBits("whole", "parts");
    }

    [Fact]
    public void TheSameSeed_GivesTheSameBits()
    {
        Train("one", "--epochs", "2", "--seed", "5");
        Train("two", "--epochs", "2", "--seed", "5");
        Train("other", "--epochs", "2", "--seed", "6");

        AssertSameBits("one", "two");
        Assert.NotEqual(Metrics("one"), Metrics("other"));
    }

    [Fact]
    public void ARunKilledBetweenCheckpointAndBestWeights_GetsThemFromTheCheckpoint()
    {
        Train("run", "--epochs", "2");
        var expected = File.ReadAllBytes(folder["run/last.weights"]);
        var epochs = Checkpoint.Read(folder["run/checkpoint.bin"])!.Epochs;
        File.WriteAllText(folder["run/best.weights"], "of an epoch before");
        File.AppendAllText(folder["run/metrics.csv"], "3,0.1");

        Assert.Equal(0, CommandLine.Run("train", "--resume", folder["run"], "--epochs", "2").ExitCode);
        Assert.True(epochs[1].Validation.Dice > epochs[0].Validation.Dice);
        Assert.Equal(expected, File.ReadAllBytes(folder["run/best.weights"]));
        Assert.Equal(3, File.ReadAllLines(folder["run/metrics.csv"]).Length);
    }

    [Fact]
    public void AStalledRun_EndsEarly_AndIsNotContinued()
    {
        // At so small a learning rate validation stops improving soon.
        Train("run", "--epochs", "60", "--stop-after", "2", "--learning-rate", "1e-12", "--min-learning-rate", "1e-13", "--min-batches", "1");
        var epochs = Checkpoint.Read(folder["run/checkpoint.bin"])!.Epochs;
        Assert.InRange(epochs.Count, 3, 59);
        Assert.Equal(epochs.Count - 2, epochs.MaxBy(static e => e.Validation.Dice)!.Epoch);

        Assert.Equal(0, CommandLine.Run("train", "--resume", folder["run"], "--epochs", "90").ExitCode);
        Assert.Equal(1 + epochs.Count, File.ReadAllLines(folder["run/metrics.csv"]).Length);
    }

    [Fact]
    public void ARunWithoutAnEpoch_BeginsAnew()
    {
        Train("run", "--epochs", "1");
        File.Delete(folder["run/checkpoint.bin"]);
        Assert.Matches("epoch +1/1 ", CommandLine.Run("--resume", folder["run"]).Output);
    }

    [Theory]
    [InlineData("--loss tversky", "--loss cannot be given with --resume")]
    [InlineData("--width 4", "--width cannot be given with --resume")]
    public void OptionsOfTheRun_AreRefusedWithResume(string options, string expected)
    {
        Train("run", "--epochs", "1");
        CommandLine.Run(["--resume", folder["run"], .. options.Split(' ')]).AssertRefused(expected);
    }

    [Fact]
    public void AFolderWithoutARun_IsRefused() => CommandLine.Run("--resume", folder["nowhere"]).AssertRefused("nowhere", "config.json");

    [Theory]
    [InlineData("\"width\": 4", "\"width\": -4", "Width")]
    [InlineData("\"epochs\": 1", "\"epochs\": 0", "Epochs")]
    [InlineData("\"epochs\": 1", "\"epochs\": 1e99", "epochs")]
    [InlineData("\"test\": 20", "\"test\": 30", "60-20-30")]
    [InlineData("\"loss\": \"dice\"", "\"loss\": null", "member 'loss'")]
    [InlineData("\"loss\": \"dice\"", "\"loss\": \"nosuch\"", "There is no loss 'nosuch'")]
    [InlineData("\"smoothNumerator\": ", "\"smoothNumber\": ", "smoothNumber")]
    [InlineData("\"width\": 4", "\"widht\": 4", "widht")]
    [InlineData("\"axis\": \"Z\"", "\"axis\": \"W\"", "axis")]
    [InlineData("\"axis\": \"Z\"", "\"axis\": 7", "Axis")]
    [InlineData("}", "", "config.json")]
    public void AnEditedConfig_IsCheckedAsOptionsAre(string text, string instead, string expected)
    {
        Train("run", "--epochs", "1");
        var config = File.ReadAllText(folder["run/config.json"]);
        Assert.Contains(text, config, StringComparison.Ordinal);
        File.WriteAllText(folder["run/config.json"], config.Replace(text, instead, StringComparison.Ordinal));
        CommandLine.Run("--resume", folder["run"]).AssertRefused(expected);
    }

    public void Dispose() => folder.Dispose();

    private void Train(string run, params string[] more) => Assert.Equal(0, CommandLine.Run(
        ["train", "--image", phantom.Image, "--mask", phantom.Mask, "--device", "cpu", "--axis", "z", "--width", "4", "--depth", "3", "--patience", "0", "--overlays", "0", "--out", folder[run], .. more]).ExitCode);

    private void AssertSameBits(string one, string other)
    {
        Assert.Equal(Metrics(one), Metrics(other));
        Assert.Equal(File.ReadAllBytes(folder[$"{one}/best.weights"]), File.ReadAllBytes(folder[$"{other}/best.weights"]));
        var (a, b) = (Checkpoint.Read(folder[$"{one}/checkpoint.bin"])!.State, Checkpoint.Read(folder[$"{other}/checkpoint.bin"])!.State);
        Assert.Equal(a.Weights, b.Weights);
        Assert.Equal(a.Optimizer, b.Optimizer);
    }

    // The lines of metrics.csv without their last column, the seconds, which differ between runs.
    private string[] Metrics(string run) => [.. File.ReadAllLines(folder[$"{run}/metrics.csv"]).Select(static l => l[..l.LastIndexOf(',')])];
}
