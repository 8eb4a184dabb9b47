using System.Text.Json;
using LossDsl;
using UNetTrainer.Cli;

namespace UNetTrainer.Tests.Cli;

/// <summary>Tests of the command line: help, completions, the losses command, and bad options.</summary>
public class ApplicationTests
{
    [Fact]
    public void Help_ListsTheCommands()
    {
        var help = CommandLine.Run("--help");
        Assert.Equal(0, help.ExitCode);
        Assert.Contains("train", help.Output, StringComparison.Ordinal);
        Assert.Contains("losses", help.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train", "--loss", "tversky", "--help")]
    [InlineData("--loss", "tversky", "--help")]
    [InlineData("--help", "train", "--loss=tversky")]
    public void Help_ShowsTheHyperparametersOfTheChosenLoss(params string[] args)
    {
        var help = CommandLine.Run(args);
        Assert.Equal(0, help.ExitCode);
        Assert.Matches(@"--fp-weight <number> .*\[0, 1\].*\[default: 0\.3\]", help.Output);
        Assert.Matches(@"--fn-weight <number> .*\[0, 1\].*\[default: 0\.7\]", help.Output);
        Assert.DoesNotContain("--exponent", help.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void TheHelpOfEveryLoss_ListsItsHyperparameters()
    {
        Assert.All(LossCatalog.All, static entry =>
        {
            var help = CommandLine.Run("train", "--loss", entry.Metadata.Name, "--help");
            Assert.Equal(0, help.ExitCode);
            Assert.All(entry.Metadata.Hyperparameters, h => Assert.Contains(HyperparameterOptions.NameOf(h) + " <number>", help.Output, StringComparison.Ordinal));
        });
    }

    [Theory]
    [InlineData("--loss nosuch", "There is no loss 'nosuch'", "tversky")]
    [InlineData("--loss tversky --alpha 0.3", "--alpha", "--fp-weight (default 0.3, in [0, 1])")]
    [InlineData("--loss jaccard --fp-weight 0.3", "--fp-weight", "Loss 'jaccard' has: --smooth")]
    [InlineData("--loss tversky --fp-weight 3", "--fp-weight 3", "[0, 1]")]
    [InlineData("--loss tversky --fp-weight NaN", "--fp-weight NaN", "[0, 1]")]
    [InlineData("--loss tversky --fp-weight much", "--fp-weight much", "[0, 1]")]
    [InlineData("--loss tversky --fp-weight", "--fp-weight")]
    [InlineData("--epochs 0", "--epochs 0", "a whole number from 1")]
    [InlineData("--depth 9", "--depth 9", "from 2 to 8")]
    [InlineData("--learning-rate -1", "--learning-rate -1", "above 0")]
    [InlineData("--region everywhere", "--region everywhere", "per-image, whole-batch")]
    [InlineData("--activation relu", "--activation relu", "sigmoid, softmax, none")]
    [InlineData("--split 50-50", "--split '50-50'")]
    [InlineData("--image a.nii", "--image was given 1 time and --mask 0 times")]
    [InlineData("--image a.nii --mask b.nii", "'a.nii'")]
    [InlineData("--nfbs /no/such/folder", "/no/such/folder")]
    [InlineData("--nfbs x --image a --mask b", "not both")]
    [InlineData("trian", "trian")]
    [InlineData("losses --jsno", "--jsno")]
    [InlineData("losses --describe nosuch", "'nosuch' (--describe)", "tversky")]
    public void BadInput_IsOneLineAndExitCode2(string args, params string[] fragments) =>
        CommandLine.Run(args.Split(' ')).AssertRefused(fragments);

    [Fact]
    public void Cuda_OnAMachineWithoutIt_IsRefused()
    {
        if (!TorchSharp.torch.cuda.is_available())
        {
            CommandLine.Run("--device", "cuda").AssertRefused("--device cuda", "--device auto or cpu");
        }
    }

    [Fact]
    public void LossesAsJson_HaveAllMetadata()
    {
        var listed = CommandLine.Run("losses", "--json");
        Assert.Equal((0, ""), (listed.ExitCode, listed.Error));

        using var json = JsonDocument.Parse(listed.Output);
        var tversky = Assert.Single(json.RootElement.EnumerateArray(), static l => l.GetProperty("name").GetString() == "tversky");
        var fpWeight = tversky.GetProperty("hyperparameters")[0];

        Assert.Equal(LossCatalog.All.Count, json.RootElement.GetArrayLength());
        Assert.Equal(("fpWeight", 0.3, 0.0, 1.0), (fpWeight.GetProperty("name").GetString(), fpWeight.GetProperty("default").GetDouble(), fpWeight.GetProperty("minimum").GetDouble(), fpWeight.GetProperty("maximum").GetDouble()));
        Assert.All(
            typeof(LossMetadata).GetProperties(),
            property => Assert.True(tversky.TryGetProperty(JsonNamingPolicy.CamelCase.ConvertName(property.Name), out _), property.Name));
    }

    [Fact]
    public void Losses_ListsNamesOptionsAndReferences()
    {
        var table = CommandLine.Run("losses").Output;
        Assert.Matches(@"tversky .*--fp-weight: 0\.3, \[0, 1\].*arXiv:1706\.05721", table);
        Assert.All(LossCatalog.All, e => Assert.Contains(e.Metadata.Name, table, StringComparison.Ordinal));
    }

    [Fact]
    public void ADescription_HoldsAllMetadata()
    {
        var text = CommandLine.Run("losses", "--describe", "Tversky").Output;
        var tversky = LossCatalog.All["tversky"].Metadata;
        Assert.All(
            [$"tversky (region; smaller is better; made for sigmoid)", "Use", tversky.UseCase!, $"  L = {tversky.Formula}", "Gradient", tversky.Gradient.Split('\n')[0], "--fp-weight: default 0.3, in [0, 1]", tversky.Reference!, tversky.Equation!,
             "the value is finite: proved", "value of a region: in [0, 1]", "a better prediction never has a worse value: proved", "the gradient by the logit is bounded: proved", "smooth: proved"],
            part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public void ADescription_SaysWhatAProofHoldsConstant()
    {
        var text = CommandLine.Run("losses", "--describe", "hausdorff").Output;
        Assert.Contains("the same, with its maps and stopped values held constant: proved", text, StringComparison.Ordinal);
        Assert.DoesNotContain("held constant", CommandLine.Run("losses", "--describe", "dice").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ADescription_SaysWhatIsNotClaimed() => Assert.Contains(
        "a better prediction never has a worse value: not claimed, the loss is not monotone by declaration",
        LossDescription.Describe(LossCatalog.All["dice"].Metadata with { IsMonotone = false }), StringComparison.Ordinal);

    [Fact]
    public void EveryLoss_CanBeDescribed() => Assert.All(LossCatalog.All, static entry =>
    {
        var text = CommandLine.Run("losses", "--describe", entry.Metadata.Name).Output;
        Assert.Contains(entry.Metadata.Formula.Split('\n')[^1], text, StringComparison.Ordinal);
        Assert.All(entry.Metadata.RequiredMaps, m => Assert.Contains(m.ToString(), text, StringComparison.Ordinal));
        Assert.Equal(entry.Metadata.Deviation is not null, text.Contains("Differs from the equation", StringComparison.Ordinal));
        Assert.Equal(entry.Metadata.Direction == Direction.Maximize, text.Contains("larger is better", StringComparison.Ordinal));
    });

    [Fact]
    public void ADescriptionAsJson_IsOneLoss()
    {
        using var json = JsonDocument.Parse(CommandLine.Run("losses", "--json", "--describe", "dice").Output);
        Assert.Equal("dice", json.RootElement.GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("train --loss foc", "focal-tversky")]
    [InlineData("compare --losses foc", "focal-tversky")]
    [InlineData("compare --losses ", "region")]
    [InlineData("losses --describe tv", "tversky")]
    [InlineData("train --region who", "whole-batch")]
    [InlineData("comp", "compare")]
    public void Completions_AreOffered(string line, string expected) =>
        Assert.Contains(expected, CommandLine.Run([$"[suggest:{line.Length}]", line]).Output.Split('\n'));

    [Fact]
    public void UnboundedHyperparameters_AreNullInJson_AndOfferedWithoutBounds()
    {
        var catalog = Catalog(new Hyperparameter("steepness", 2));
        Assert.Contains("\"maximum\": null", CommandLine.Run(catalog, ["losses", "--json"]).Output, StringComparison.Ordinal);
        Assert.Contains("(-∞, ∞)", CommandLine.Run(catalog, ["--loss", "odd", "--help"]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AHyperparameterNamedAsAnOption_GetsAPrefix()
    {
        var help = CommandLine.Run(Catalog(new Hyperparameter("depth", 2, 0, 9)), ["--loss", "odd", "--help"]).Output;
        Assert.Matches(@"--loss-depth <number> .*\[0, 9\].*\[default: 2\]", help);
        Assert.Matches(@"--depth <number> .*Levels", help);
    }

    [Theory]
    [InlineData("fpWeight", "fp-weight")]
    [InlineData("smooth", "smooth")]
    [InlineData("PerImage", "per-image")]
    [InlineData("beta2Squared", "beta2-squared")]
    public void Kebab_SeparatesWords(string name, string expected) => Assert.Equal(expected, OptionKinds.Kebab(name));

    private static Catalog Catalog(params Hyperparameter[] hyperparameters) => new(
        LossCatalog.All["dice"],
        new CatalogEntry(LossCatalog.All["dice"].Metadata with { Name = "odd", Hyperparameters = hyperparameters }, static (_, _) => throw new InvalidOperationException()));
}
