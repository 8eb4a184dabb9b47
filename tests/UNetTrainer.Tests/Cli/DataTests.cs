using System.Text;
using System.Text.Json;
using SkiaSharp;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Cli;

/// <summary>Tests of the data command, and of training on picture folders and on several classes.</summary>
public sealed class DataTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Data_ListsTheCases_AndDrawsThem()
    {
        var (image, mask) = Phantom.Write(folder);
        var found = CommandLine.Run("data", "--image", image, "--mask", mask, "--axis", "z", "--out", folder["sheet.png"]);

        Assert.Equal((0, ""), (found.ExitCode, found.Error));
        Assert.Matches(@"1 .*60 .*18 x 22 .*head_T1w", found.Output);
        var share = Phantom.Voxels(1).Mask.Average().ToString("P3", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Matches($@"foreground .*{share}", found.Output);
        Assert.Matches(@"\d+ slices to train, \d+ to validate, \d+ to test", found.Output);
        using var sheet = SKBitmap.Decode(folder["sheet.png"]);
        Assert.Contains(sheet.Pixels, static p => p.Green > p.Red + 20 && p.Green > p.Blue + 20);
        Assert.InRange(sheet.Pixels.Distinct().Count(), 50, int.MaxValue);
    }

    [Fact]
    public void Data_ShowsGeometryValuesPartsAndWhatIsLeftOut()
    {
        var cases = Enumerable.Range(1, 4).Select(i => Phantom.Write(folder, $"p{i}", i)).ToArray();
        string[] files = ["--image", .. cases.Select(static c => c.Image), "--mask", .. cases.Select(static c => c.Mask), "--axis", "z"];
        var found = CommandLine.Run(["data", "--out", folder["sheet.png"], .. files]);
        Assert.Equal((0, ""), (found.ExitCode, found.Error));
        Assert.Matches(@"│ 4 +│ 60 +│ 18 x 22 +│ 1 x 1 x 1 (mm|pixels) +│ (-|[LR][AP][SI]) +│ 60 to 179 +│ \w+ NIfTI +│ p1_T1w", found.Output);
        Assert.Matches(@"training +│ 120 +│ 2 +│ p\d_T1w \(60\), p\d_T1w \(60\)", found.Output);
        Assert.Matches(@"validation +│ 60 +│ 1 +│ p\d_T1w \(60\)", found.Output);
        Assert.Matches(@"test +│ 60 +│ 1 +│ p\d_T1w \(60\)", found.Output);

        var (image, mask) = cases[0];
        Assert.Matches(@"Left out: \d+ slices, neighbours of another part's slices \(--gap\)", CommandLine.Run("data", "--image", image, "--mask", mask, "--axis", "z", "--out", folder["sheet.png"]).Output);
        using var sheet = SKBitmap.Decode(folder["sheet.png"]);
        Assert.Contains(UNetTrainer.Pictures.ClassColours.Of(1), sheet.Pixels);
    }

    [Fact]
    public void Data_OfTheBundledHead_NeedsNoOption()
    {
        var found = CommandLine.Run("data", "--out", folder["sheet.png"]);
        Assert.Equal(0, found.ExitCode);
        Assert.Contains("colin27", found.Output, StringComparison.Ordinal);
        Assert.Contains("2 x 2", found.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_TooFewToTrainOn_AreShownWithTheReason()
    {
        var image = folder.Write("a.png", PictureFile.Png(20, 20, static (x, y) => (byte)(x * y)));
        var mask = folder.Write("b.png", PictureFile.Png(20, 20, static (x, _) => (byte)(x > 9 ? 255 : 0)));
        var found = CommandLine.Run("data", "--image", image, "--mask", mask, "--out", folder["sheet.png"]);
        Assert.Equal(0, found.ExitCode);
        Assert.Contains("Cannot be trained on: 1 slice with content", found.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void APictureFolder_Trains()
    {
        for (var i = 0; i < 12; i++)
        {
            var at = i;
            folder.Write($"images/p{i:00}.png", PictureFile.Png(24, 20, (x, y) => (byte)((Disc(x, y, at) ? 180 : 60) + (((x * 7) + (y * 13) + at) % 30))));
            folder.Write($"masks/p{i:00}_mask.png", PictureFile.Png(24, 20, (x, y) => (byte)(Disc(x, y, at) ? 255 : 0)));
        }

        var run = CommandLine.Run(
            "--image-folder", folder["images"], "--mask-folder", folder["masks"], "--width", "4", "--depth", "3", "--epochs", "15", "--learning-rate", "0.01", "--min-batches", "4",
            "--device", "cpu", "--out", folder["run"], "--overlays", "1");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("8 slices to train, 2 to validate, 2 to test", run.Output, StringComparison.Ordinal);
        Assert.InRange(Summary("run").GetProperty("dice").GetDouble(), 0.9, 1);

        static bool Disc(int x, int y, int at) => ((x - 8 - (at % 8)) * (x - 8 - (at % 8))) + ((y - 10) * (y - 10)) < 25;
    }

    [Theory]
    [InlineData("softmax", "dice")]
    [InlineData("softmax", "generalized-dice")]
    [InlineData("softmax", "cross-entropy")]
    [InlineData("softmax", "softmax-focal")]
    [InlineData("sigmoid", "dice")]
    public void SeveralClasses_AreLearnt_EachWithItsDice(string activation, string loss)
    {
        // Three layers of the phantom's ellipsoid have the labels 10, 20 and 21; 20 and 21 are merged to one class.
        var (image, mask) = Phantom.Voxels(1);
        var labels = mask.Select(static (m, i) => m == 0 ? 0 : (i % Phantom.Width) switch { < 9 => 10.0, < 13 => 20, _ => 21 }).ToArray();
        var bright = image.Select((v, i) => v + labels[i]).ToArray();
        var file = new NiftiFile { Dim = [3, Phantom.Width, Phantom.Height, Phantom.Depth, 1, 1, 1, 1], Type = 4 };
        folder.Write("task/image.nii.gz", NiftiFile.Gzip((file with { Values = [.. bright.Select(static v => Math.Round(v))] }).ToBytes()));
        folder.Write("task/mask.nii.gz", NiftiFile.Gzip((file with { Values = labels }).ToBytes()));
        var map = folder.Write("labels.txt", "left: 10\nright: 20-21\n"u8.ToArray());

        var run = CommandLine.Run(
            "--image", folder["task/image.nii.gz"], "--mask", folder["task/mask.nii.gz"], "--labels", map, "--loss", loss, "--activation", activation, "--axis", "z", "--mirror", "false",
            "--width", "6", "--depth", "3", "--epochs", "12", "--learning-rate", "0.01", "--device", "cpu", "--out", folder["run"], "--overlays", "0");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var classes = Summary("run").GetProperty("diceByClass");
        Assert.InRange(classes.GetProperty("left").GetDouble(), 0.85, 1);
        Assert.InRange(classes.GetProperty("right").GetDouble(), 0.85, 1);
        Assert.Matches(@"left +│ all pixels, pooled +│ [01]\.\d{4}", run.Output);
        Assert.Equal(0, CommandLine.Run("predict", folder["run"], "--image", folder["task/image.nii.gz"], "--device", "cpu", "--out", folder["masks"]).ExitCode);
        var predicted = UNetTrainer.Imaging.NiftiReader.Read(folder["masks/image_pred.nii.gz"]).Voxels;
        Assert.InRange(predicted.Zip(labels).Count(static p => p.First == (p.Second == 0 ? 0 : p.Second == 10 ? 1 : 2)) / (double)labels.Length, 0.9, 1);
        Assert.Matches(@"<td>right</td><td>all pixels, pooled</td><td class=""number"">[01]\.\d{4}</td>", File.ReadAllText(folder["run/report.html"]));

        folder.Write("task/dataset.json", Encoding.UTF8.GetBytes("""{"labels": {"0": "background", "10": "a", "20": "b", "21": "c"}, "training": [{"image": "./image.nii.gz", "label": "./mask.nii.gz"}]}"""));
        Assert.Matches("c .*%", CommandLine.Run("data", "--decathlon", folder["task"], "--out", folder["sheet.png"]).Output);
    }

    /// <summary>Reads the atlas of Debian's mricron-data, if it is installed.</summary>
    [AtlasFact]
    public void TheAalAtlas_MergesToLobes()
    {
        var labels = folder.Write("lobes.txt", File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "data", "aal-lobes.txt")));
        var found = CommandLine.Run("data", "--image", $"{Templates}/ch2.nii.gz", "--mask", $"{Templates}/aal.nii.gz", "--labels", labels, "--axis", "z", "--out", folder["sheet.png"]);
        Assert.Equal((0, ""), (found.ExitCode, found.Error));
        Assert.All(new[] { "frontal", "temporal", "parietal", "occipital", "central", "limbic", "deep", "cerebellum" }, c => Assert.Matches($"{c} .*[1-9].*%", found.Output));
    }

    public void Dispose() => folder.Dispose();

    private const string Templates = "/usr/share/mricron/templates";

    /// <summary>Fact that is skipped if the atlas is not installed.</summary>
    private sealed class AtlasFactAttribute : FactAttribute
    {
        public AtlasFactAttribute()
        {
            if (!File.Exists($"{Templates}/aal.nii.gz"))
            {
                Skip = "No AAL atlas: 'apt install mricron-data' brings it.";
            }
        }
    }

    private JsonElement Summary(string run)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(folder[$"{run}/summary.json"]));
        return json.RootElement.Clone();
    }
}
