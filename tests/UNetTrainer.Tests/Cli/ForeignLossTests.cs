using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Cli;

/// <summary>Tests that a loss of a referenced assembly appears in every command like a loss of the catalog, without a change of the trainer.</summary>
public sealed class ForeignLossTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("train --help", "f-beta")]
    [InlineData("train --loss f-beta --help", "--beta <number>")]
    [InlineData("compare --help", "f-beta")]
    [InlineData("losses", "f-beta")]
    [InlineData("losses --json", "\"f-beta\"")]
    public void AForeignLoss_IsListed(string args, string expected) =>
        Assert.Contains(expected, CommandLine.Run(args.Split(' ')).Output, StringComparison.Ordinal);

    [Fact]
    public void AForeignLoss_IsCompared()
    {
        var (image, mask) = Phantom.Write(folder);
        var run = CommandLine.Run("compare", "--losses", "f-beta", "--seeds", "1", "--image", image, "--mask", mask, "--device", "cpu", "--axis", "z", "--width", "2", "--depth", "2", "--epochs", "1", "--out", folder["out"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"f-beta +│ 1 ", run.Output);
    }

    public void Dispose() => folder.Dispose();
}
