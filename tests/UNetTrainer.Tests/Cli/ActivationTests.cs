using System.Text.Json;
using LossDsl;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Cli;

/// <summary>
/// Tests of the activation that a loss is trained with: by default the one that the loss declares, and for an old run that of its folder. An activation that contradicts
/// the loss is refused.
/// </summary>
public sealed class ActivationTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly (string Image, string Mask) phantom;

    public ActivationTests() => phantom = Phantom.Write(folder);

    [Theory]
    [InlineData("cross-entropy", "Softmax")]
    [InlineData("softmax-focal", "Softmax")]
    [InlineData("dice-softmax-cross-entropy", "Softmax", "--deep-supervision")]
    [InlineData("cross-entropy", "Softmax", "--deep-supervision")]
    [InlineData("binary-cross-entropy", "Sigmoid")]
    [InlineData("dice", "Softmax", "--activation", "softmax")]
    [InlineData("binary-cross-entropy", "None", "--activation", "none")]
    [InlineData("cross-entropy", "Softmax", "--activation", "softmax")]
    public void ALossLearns_AndTheRunFolderStatesItsActivation(string loss, string expected, params string[] more)
    {
        var run = CommandLine.Run(["train", .. Common, "--loss", loss, "--epochs", "8", "--out", folder["run"], .. more]);

        Assert.True(run.Error.Length == 0, run.Error);
        Assert.Contains($"Loss {loss}, {expected.ToLowerInvariant()}, on cpu", run.Output, StringComparison.Ordinal);
        Assert.Equal(expected, Activation("run"));
        Assert.InRange(Json("run/summary.json").GetProperty("dice").GetDouble(), 0.8, 1);
        Assert.Matches($"region, activation</td><td[^>]*>WholeBatch, {expected}<", File.ReadAllText(folder["run/report.html"]));

        // The commands evaluate and predict read the activation from the run folder.
        var evaluated = JsonDocument.Parse(CommandLine.Run("evaluate", folder["run"], "--json", "--device", "cpu").Output).RootElement;
        Assert.Equal(Json("run/summary.json").GetProperty("sensitivity").GetDouble(), evaluated.GetProperty("confusion").GetProperty("sensitivity").GetDouble(), 1e-12);
        Assert.Equal(0, CommandLine.Run("predict", folder["run"], "--image", phantom.Image, "--device", "cpu", "--out", folder["masks"]).ExitCode);
    }

    [Theory]
    [InlineData("train --loss cross-entropy --activation sigmoid", "'cross-entropy'", "--activation sigmoid")]
    [InlineData("--loss softmax-focal --activation none", "'softmax-focal'", "--activation none")]
    [InlineData("train --loss dice-softmax-cross-entropy --activation Sigmoid --deep-supervision", "'dice-softmax-cross-entropy'")]
    [InlineData("compare --losses dice,cross-entropy --activation sigmoid", "'cross-entropy'")]
    [InlineData("compare --losses all --activation none", "'cross-entropy'", "--activation none")]
    public void AnActivationThatContradictsTheLoss_IsRefused(string args, params string[] fragments) =>
        CommandLine.Run([.. args.Split(' '), .. Common, "--out", folder["run"]]).AssertRefused(["is made for softmax", "Leave --activation out", .. fragments]);

    [Fact]
    public void AComparison_TrainsEachLossWithItsOwnActivation()
    {
        var run = CommandLine.Run(["compare", .. Common, "--losses", "dice,cross-entropy", "--seeds", "1", "--epochs", "1", "--out", folder["all"]]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(("Sigmoid", "Softmax"), (Activation("all/dice/seed-1"), Activation("all/cross-entropy/seed-1")));
        Assert.Contains("2 runs, 2 of them done before", CommandLine.Run(["compare", .. Common, "--losses", "dice,cross-entropy", "--seeds", "1", "--epochs", "1", "--out", folder["all"]]).Output, StringComparison.Ordinal);
    }

    // A run of binary cross-entropy has the same network as an old run of cross-entropy, from when sigmoid was the default of every loss.
    [Fact]
    public void AnOldRunWithAnotherActivation_KeepsIt_AndIsWarned()
    {
        Assert.Equal(0, CommandLine.Run(["train", .. Common, "--loss", "binary-cross-entropy", "--epochs", "1", "--out", folder["run"]]).ExitCode);
        var config = OldConfig.Replace("IMAGE", phantom.Image, StringComparison.Ordinal).Replace("MASK", phantom.Mask, StringComparison.Ordinal).Replace("CACHE", folder["cache"], StringComparison.Ordinal);
        File.WriteAllText(folder["run/config.json"], config);

        var resumed = CommandLine.Run("train", "--resume", folder["run"], "--epochs", "2");

        Assert.Equal((0, ""), (resumed.ExitCode, resumed.Error));
        Assert.Contains("'cross-entropy' is made for softmax, but this run began with sigmoid", resumed.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Matches("epoch +2/2", resumed.Output);
        Assert.Equal("Sigmoid", Activation("run"));
        Assert.Equal(0, CommandLine.Run("evaluate", folder["run"], "--device", "cpu").ExitCode);

        // The first epoch is kept. The second trains with the formula under sigmoid, in which false positives cost nothing.
        Assert.Equal(3, File.ReadAllLines(folder["run/metrics.csv"]).Length);
    }

    [Fact]
    public void AnOldComparisonWithAnotherActivation_IsRefused()
    {
        string[] compare = ["compare", .. Common, "--losses", "cross-entropy", "--seeds", "1", "--epochs", "1", "--out", folder["all"]];
        Assert.Equal(0, CommandLine.Run(compare).ExitCode);
        var config = folder["all/cross-entropy/seed-1/config.json"];
        File.WriteAllText(config, File.ReadAllText(config).Replace("\"activation\": \"Softmax\"", "\"activation\": \"Sigmoid\"", StringComparison.Ordinal));

        CommandLine.Run(compare).AssertRefused("other settings", "choose another --out");
    }

    [Fact]
    public void Listings_ShowTheActivationOfALoss()
    {
        using var json = JsonDocument.Parse(CommandLine.Run("losses", "--json").Output);
        var activations = json.RootElement.EnumerateArray().ToDictionary(static l => l.GetProperty("name").GetString()!, static l => l.GetProperty("activation").GetString());

        Assert.Equal(["cross-entropy", "dice-softmax-cross-entropy", "dice-top-k", "generalized-wasserstein-dice", "lovasz-softmax", "mbls", "nacl", "ohem-cross-entropy", "softmax-focal", "svls", "top-k-cross-entropy"], activations.Where(static l => l.Value == "Softmax").Select(static l => l.Key).Order());
        Assert.Equal("Sigmoid", activations["dice"]);
        Assert.Contains("cross-entropy (distribution; smaller is better; made for softmax)", CommandLine.Run("losses", "--describe", "cross-entropy").Output, StringComparison.Ordinal);
        Assert.Contains("made for sigmoid", CommandLine.Run("losses", "--describe", "dice").Output, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private string[] Common => ["--image", phantom.Image, "--mask", phantom.Mask, "--device", "cpu", "--axis", "z", "--width", "4", "--depth", "3"];

    private string? Activation(string run) => Json($"{run}/config.json").GetProperty("training").GetProperty("activation").GetString();

    private JsonElement Json(string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(folder[name]));
        return json.RootElement.Clone();
    }

    // A config.json from when --activation sigmoid was the default of every loss.
    private const string OldConfig = """
        {
          "data": {
            "images": ["IMAGE"],
            "masks": ["MASK"],
            "imageFolder": null,
            "maskFolder": null,
            "nfbs": null,
            "decathlon": null,
            "labels": null,
            "axis": "Z",
            "split": {
              "training": 60,
              "validation": 20,
              "test": 20
            },
            "gap": 2,
            "emptySlices": "Keep",
            "memory": 4096,
            "cache": "CACHE",
            "hasSource": true
          },
          "training": {
            "loss": "cross-entropy",
            "hyperparameters": {},
            "activation": "Sigmoid",
            "region": "WholeBatch",
            "epochs": 1,
            "batchSize": 32,
            "minBatches": 16,
            "mirror": true,
            "learningRate": 0.001,
            "minLearningRate": 1E-08,
            "schedule": "Plateau",
            "factor": 0.5,
            "patience": 10,
            "stopAfter": 0,
            "weightDecay": 0,
            "clipGradient": 0,
            "accumulate": 1,
            "deepSupervision": false,
            "flip": false,
            "rotate": 0,
            "scale": 0,
            "elastic": 0,
            "intensity": 0,
            "weights": "Float32",
            "features": "Auto",
            "width": 4,
            "depth": 3,
            "seed": 1
          },
          "device": "Cpu",
          "out": null,
          "overlays": 4
        }
        """;
}
