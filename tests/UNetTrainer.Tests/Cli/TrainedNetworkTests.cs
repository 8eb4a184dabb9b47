using System.Globalization;
using System.Text.Json;
using SkiaSharp;
using UNetTrainer.Imaging;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Cli;

/// <summary>Tests of the commands <c>evaluate</c> and <c>predict</c> on a network that is trained once for all tests.</summary>
public sealed class TrainedNetworkTests(TrainedNetworkTests.TrainedRun trained) : IClassFixture<TrainedNetworkTests.TrainedRun>
{
    [Fact]
    public void Evaluate_OfTheTestPart_GivesTheFiguresOfTheSummary()
    {
        var evaluated = CommandLine.Run("evaluate", trained.Run, "--json", "--device", "cpu");
        Assert.Equal((0, ""), (evaluated.ExitCode, evaluated.Error));
        using var figures = JsonDocument.Parse(evaluated.Output);
        using var summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(trained.Run, "summary.json")));
        Assert.Equal(summary.RootElement.GetProperty("dice").GetDouble(), figures.RootElement.GetProperty("confusion").GetProperty("dice").GetDouble());
        Assert.Contains(
            summary.RootElement.GetProperty("dice").GetDouble().ToString("F4", CultureInfo.InvariantCulture), CommandLine.Run("evaluate", trained.Run, "--device", "cpu").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_OfOtherImages_CountsAllTheirVoxels()
    {
        var (image, mask) = Phantom.Write(trained.Folder, "other", seed: 7);
        using var figures = JsonDocument.Parse(CommandLine.Run("evaluate", trained.Run, "--image", image, "--mask", mask, "--json", "--device", "cpu").Output);
        var confusion = figures.RootElement.GetProperty("confusion");
        string[] counts = ["truePositives", "falsePositives", "falseNegatives", "trueNegatives"];
        Assert.Equal(Phantom.Width * Phantom.Height * Phantom.Depth, counts.Sum(c => confusion.GetProperty(c).GetInt64()));
        Assert.InRange(confusion.GetProperty("dice").GetDouble(), 0.9, 1);
    }

    [Fact]
    public void Predict_WritesAMaskInTheSpaceOfTheImage()
    {
        var (image, mask) = Phantom.Write(trained.Folder, "unseen", seed: 8);
        var predicted = CommandLine.Run("predict", trained.Run, "--image", image, "--out", trained.Folder["out"], "--device", "cpu");
        Assert.Equal((0, ""), (predicted.ExitCode, predicted.Error));

        var (truth, written) = (NiftiReader.Read(mask), NiftiReader.Read(trained.Folder["out/unseen_T1w_pred.nii.gz"]));
        Assert.Equal(truth.Shape, written.Shape);
        Assert.All(written.Voxels, static v => Assert.True(v is 0 or 1));
        var both = truth.Voxels.Zip(written.Voxels).Count(static v => v is (1, 1));
        Assert.InRange(2.0 * both / (truth.Voxels.Sum() + written.Voxels.Sum()), 0.9, 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AMask_KeepsTheHeadersGeometry(bool bigEndian)
    {
        var bytes = new NiftiFile { Dim = [3, 4, 3, 2, 1, 1, 1, 1], Type = 16, Values = new double[24], BigEndian = bigEndian, Slope = 2, Intercept = 5 }.ToBytes();
        Enumerable.Range(252, 72).ToList().ForEach(i => bytes[i] = (byte)i);
        var mask = Enumerable.Range(0, 24).Select(static i => (byte)(i % 3)).ToArray();
        var encoded = NiftiWriter.Encode(mask, trained.Folder.Write("g.nii", bytes));

        Assert.Equal(bytes[252..324], encoded[252..324]);
        Assert.Equal(bytes[40..56], encoded[40..56]);
        using var content = new MemoryStream(encoded);
        Assert.Equal(mask, NiftiReader.Read(content).Voxels.Select(static v => (byte)v));
    }

    [Fact]
    public void Predict_DrawsEverySlice()
    {
        var (image, _) = Phantom.Write(trained.Folder, "drawn", seed: 9);
        Assert.Equal(0, CommandLine.Run("predict", trained.Run, "--image", image, "--out", trained.Folder["png"], "--format", "png", "--device", "cpu").ExitCode);
        var pictures = Directory.GetFiles(trained.Folder["png/drawn_T1w"], "*.png");
        Assert.Equal(Phantom.Depth, pictures.Length);
        using var bitmap = SKBitmap.Decode(pictures.Order().ElementAt(Phantom.Depth / 2));
        Assert.Contains(new SKColor(0xFF, 0x9F, 0x1C), bitmap.Pixels);
    }

    [Theory]
    [InlineData("evaluate /no/run", "/no/run", "no run that has ended")]
    [InlineData("predict /no/run --image a.nii", "/no/run")]
    [InlineData("predict x", "--image")]
    [InlineData("evaluate", "argument missing")]
    public void BadInput_IsOneLineAndExitCode2(string args, params string[] fragments) => CommandLine.Run(args.Split(' ')).AssertRefused(fragments);

    [Fact]
    public void DamagedWeights_AreRefused()
    {
        Directory.CreateDirectory(trained.Folder["damaged"]);
        foreach (var file in Directory.GetFiles(trained.Run))
        {
            File.Copy(file, Path.Combine(trained.Folder["damaged"], Path.GetFileName(file)), overwrite: true);
        }

        File.WriteAllBytes(trained.Folder["damaged/best.weights"], [1, 2, 3]);
        CommandLine.Run("evaluate", trained.Folder["damaged"], "--device", "cpu").AssertRefused("weights of the run");
    }

    /// <summary>Run folder of a small network, trained once.</summary>
    public sealed class TrainedRun : IDisposable
    {
        public TrainedRun()
        {
            var (image, mask) = Phantom.Write(Folder);
            Assert.Equal(0, CommandLine.Run("train", "--image", image, "--mask", mask, "--device", "cpu", "--axis", "z", "--width", "4", "--depth", "3", "--epochs", "6", "--out", Run).ExitCode);
        }

        internal TemporaryFolder Folder { get; } = new();

        internal string Run => Folder["run"];

        public void Dispose() => Folder.Dispose();
    }
}
