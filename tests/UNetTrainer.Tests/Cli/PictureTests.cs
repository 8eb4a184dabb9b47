using UNetTrainer.Files;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Cli;

/// <summary>Tests of runs on pictures: colours, runs of before colours, pictures of several sizes.</summary>
public sealed class PictureTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void ARunOnColours_StatesItsChannels_AndIsEvaluatedAndResumed()
    {
        var images = Images();
        Assert.Equal(0, Train(images).ExitCode);
        Assert.Contains("\"channels\": 3", File.ReadAllText(folder["run/config.json"]), StringComparison.Ordinal);
        Assert.Equal(0, CommandLine.Run("evaluate", folder["run"], "--device", "cpu").ExitCode);
        Assert.Equal(0, CommandLine.Run("--resume", folder["run"], "--epochs", "2", "--device", "cpu").ExitCode);

        Grey("g");
        CommandLine.Run("evaluate", folder["run"], "--device", "cpu", "--image", folder["g.png"], "--mask", folder["g_mask.png"]).AssertRefused("1 channel ", "takes 3");
    }

    [Fact]
    public void ARunOfBeforeColours_StaysGrey()
    {
        Assert.Equal(0, Train([.. Images(), "--grey"]).ExitCode);
        var config = string.Join('\n', File.ReadLines(folder["run/config.json"]).Where(static l => !l.Contains("channels", StringComparison.Ordinal) && !l.Contains("\"grey\"", StringComparison.Ordinal)));
        File.WriteAllText(folder["run/config.json"], config);
        File.Delete(Path.Combine(folder["run"], FolderMark.Name));
        Assert.Equal(0, CommandLine.Run("evaluate", folder["run"], "--device", "cpu").ExitCode);
        Assert.Equal(0, CommandLine.Run("--resume", folder["run"], "--epochs", "2", "--device", "cpu").ExitCode);
        Assert.Contains("\"channels\": 1", File.ReadAllText(folder["run/config.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public void PicturesOfVeryDifferentSizes_AreTrainedOn_WithALossThatNeedsMaps()
    {
        var images = Images();
        Colour("c5", 400, 300);
        Assert.Equal(0, Train([.. images, "--loss", "boundary"]).ExitCode);
    }

    public void Dispose() => folder.Dispose();

    private string[] Images()
    {
        for (var i = 0; i < 5; i++)
        {
            Colour($"c{i}", 16 + i, 16);
        }

        return ["--image-folder", folder["p"], "--mask-folder", folder["p"]];
    }

    private void Colour(string name, int width, int height)
    {
        folder.Write($"p/{name}.png", new PngBytes(width, height, 8, 2, static (x, y, c) => ((x > 7 ? 150 : 20) + (c * 10) + (x * y % 7)) % 256).ToBytes());
        Mask($"p/{name}", width, height);
    }

    private void Grey(string name)
    {
        folder.Write($"{name}.png", new PngBytes(16, 16, 8, 0, static (x, y, _) => x * y).ToBytes());
        Mask(name, 16, 16);
    }

    private void Mask(string name, int width, int height) => folder.Write($"{name}_mask.png", new PngBytes(width, height, 1, 0, static (x, _, _) => x > 7 ? 1 : 0).ToBytes());

    private CommandLine Train(string[] images) =>
        CommandLine.Run([.. images, "--width", "2", "--depth", "2", "--epochs", "1", "--min-batches", "1", "--device", "cpu", "--overlays", "1", "--out", folder["run"]]);
}
