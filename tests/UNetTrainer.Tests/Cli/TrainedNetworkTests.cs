using System.Globalization;
using System.Text.Json;
using SkiaSharp;
using UNetTrainer.Files;
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
    public void EveryOrderOfStorage_IsSegmentedAlikeInTheWorld()
    {
        int[] lengths = [12, 10, 6];
        var scene = Scene(lengths);
        var files = Storage.All.Select(s => trained.Folder.Write($"stored/{s.Code}.nii", s.Store(scene, lengths, [1.5, 1, 2], [-9, 4, 7], type: 4).ToBytes())).ToArray();
        Assert.Equal((0, ""), Failure(CommandLine.Run(["predict", trained.Run, "--device", "cpu", "--out", trained.Folder["stored-out"], "--image", .. files])));
        var expected = NiftiReader.Read(trained.Folder["stored-out/RAS_pred.nii"]).Voxels;
        Assert.InRange(expected.Sum(), 50, 500);
        foreach (var (storage, file) in Storage.All.Zip(files))
        {
            var predicted = NiftiReader.Read(trained.Folder[$"stored-out/{storage.Code}_pred.nii"]);
            Assert.Equal(NiftiReader.Read(file).Geometry, predicted.Geometry);
            Assert.Equal(expected, storage.ToRas(predicted.Voxels, lengths));
        }
    }

    [Fact]
    public void AnotherSpacing_IsResampled_AndTheMaskHasTheGridOfItsFile()
    {
        // The phantom's voxels are taken to be 2 mm; each is stored as two in every direction. The run's config says 2 mm, as if it had been trained so.
        CopyRun("at2mm", static config => config.Replace("\"spacing\": null", "\"spacing\": {\"x\": 2, \"y\": 2, \"z\": 2}", StringComparison.Ordinal));
        int[] coarse = [Phantom.Width, Phantom.Height, Phantom.Depth], fine = [.. coarse.Select(static n => 2 * n)];
        var (image, truth) = (Doubled(Phantom.Voxels(8).Image, coarse), Doubled(Phantom.Voxels(8).Mask, coarse));
        var file = Storage.Named("PIR").Store(image, fine, [1, 1, 1], [0, 0, 0], type: 4);
        Assert.Equal((0, ""), Failure(CommandLine.Run("predict", trained.Folder["at2mm"], "--image", trained.Folder.Write("fine.nii.gz", NiftiFile.Gzip(file.ToBytes())), "--out", trained.Folder["fine"], "--device", "cpu")));
        var predicted = Storage.Named("PIR").ToRas(NiftiReader.Read(trained.Folder["fine/fine_pred.nii.gz"]).Voxels, fine);
        var both = truth.Zip(predicted).Count(static v => v is (1, 1));
        Assert.InRange(2.0 * both / (truth.Sum() + predicted.Sum()), 0.9, 1);

        // The network saw the slices of the coarse grid.
        Assert.Equal(0, CommandLine.Run("predict", trained.Folder["at2mm"], "--image", trained.Folder["fine.nii.gz"], "--out", trained.Folder["fine"], "--device", "cpu", "--format", "png").ExitCode);
        Assert.Equal(Phantom.Depth, Directory.GetFiles(trained.Folder["fine/fine"]).Length);
    }

    [Theory]
    [InlineData("4096")]
    [InlineData("0")]
    public void FiguresOfAResampledCase_AreThoseOfThePredictedMask(string memory)
    {
        var name = "resampled" + memory;
        CopyRun(name, config => Replaced(Replaced(Replaced(config, "\"spacing\": null", "\"spacing\": {\"x\": 2, \"y\": 2, \"z\": 2}"), "\"memory\": 4096", $"\"memory\": {memory}"), "\"/tmp/unet-trainer\"", JsonSerializer.Serialize(trained.Folder["cache"])));
        int[] coarse = [Phantom.Width, Phantom.Height, Phantom.Depth], fine = [.. coarse.Select(static n => 2 * n)];

        // The mask is finer than the network's grid: every second plane of voxels is missing.
        var truth = Doubled(Phantom.Voxels(8).Mask, coarse).Select((v, i) => i % 2 == 0 ? v : 0).ToArray();
        var image = Write("image.nii", Doubled(Phantom.Voxels(8).Image, coarse), "PIR");
        var mask = Write("mask.nii", truth, "LAS");
        string[] run = [trained.Folder[name], "--image", image, "--device", "cpu"];
        Assert.Equal((0, ""), Failure(CommandLine.Run(["predict", .. run, "--out", trained.Folder[name + "-out"]])));
        var predicted = Storage.Named("PIR").ToRas(NiftiReader.Read(trained.Folder[name + "-out/image_pred.nii"]).Voxels, fine);

        using var figures = JsonDocument.Parse(CommandLine.Run(["evaluate", .. run, "--mask", mask, "--json"]).Output);
        var confusion = figures.RootElement.GetProperty("confusion");
        foreach (var (count, pair) in new[] { ("truePositives", (1, 1)), ("falsePositives", (0, 1)), ("falseNegatives", (1, 0)), ("trueNegatives", (0, 0)) })
        {
            Assert.Equal(truth.Zip(predicted).Count(v => ((int)v.First, (int)v.Second) == pair), confusion.GetProperty(count).GetInt64());
        }

        static string Replaced(string config, string old, string now)
        {
            Assert.Contains(old, config, StringComparison.Ordinal);
            return config.Replace(old, now, StringComparison.Ordinal);
        }

        string Write(string name, double[] voxels, string code) => trained.Folder.Write("resampled-in/" + name, Storage.Named(code).Store(voxels, fine, [1, 1, 1], [0, 0, 0], type: 4).ToBytes());
    }

    [Fact]
    public void ImagesOfOneName_KeepTheNameOfTheirFolder()
    {
        var files = Enumerable.Range(0, 2).Select(i => Small($"case_{i}/imaging.nii.gz")).ToArray();
        Assert.Equal(0, CommandLine.Run(["predict", trained.Run, "--device", "cpu", "--out", trained.Folder["named"], "--image", .. files, Small("other.nii")]).ExitCode);
        Assert.Equal(
            ["case_0_imaging_pred.nii.gz", "case_1_imaging_pred.nii.gz", "other_pred.nii"],
            Directory.GetFiles(trained.Folder["named"]).Select(static f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void PredictionsThatWouldMeet_AreRefused_BeforeAnythingIsComputed()
    {
        var files = new[] { Small("a/case/imaging.nii"), Small("b/case/imaging.nii") };
        CommandLine.Run(["predict", trained.Run, "--device", "cpu", "--out", trained.Folder["met"], "--image", .. files]).AssertRefused(files[0], files[1], "case_imaging_pred.nii");
        Assert.False(Directory.Exists(trained.Folder["met"]));
    }

    [Fact]
    public void AFileOfSomebodyElse_IsNotReplaced_UnlessToldTo()
    {
        var (image, other) = (Small("kept/scan.nii.gz"), Small("elsewhere/scan.nii.gz"));
        var target = trained.Folder.Write("kept/scan_pred.nii.gz", [1, 2, 3]);
        string[] predict = ["predict", trained.Run, "--device", "cpu", "--out", trained.Folder["kept"], "--image"];
        CommandLine.Run([.. predict, image]).AssertRefused(target, "--overwrite");
        Assert.Equal([1, 2, 3], File.ReadAllBytes(target));

        Assert.Equal(0, CommandLine.Run([.. predict, image, "--overwrite"]).ExitCode);
        Assert.Equal(0, CommandLine.Run([.. predict, image]).ExitCode);
        CommandLine.Run([.. predict, other]).AssertRefused(target);

        // Somebody corrected the mask by hand.
        File.AppendAllText(target, "corrected");
        CommandLine.Run([.. predict, image]).AssertRefused(target);
    }

    [Fact]
    public void AForeignListOfPredictions_IsNotReplaced()
    {
        CopyRun("foreign", static config => config);
        trained.Folder.Write("foreign/predictions.json", "{}"u8.ToArray());
        var refused = CommandLine.Run("predict", trained.Folder["foreign"], "--device", "cpu", "--out", trained.Folder["listed"], "--image", Small("listed.nii"), "--overwrite");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("predictions.json' is no list", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void APictureFolder_IsSegmentedAsPictures_AndNotItsMasks()
    {
        foreach (var name in new[] { "p/a.png", "p/b.jpg", "p/a_mask.png", "p/a_pred.png" })
        {
            trained.Folder.Write(name, PictureFile.Png(Phantom.Width, Phantom.Height, static (x, y) => (byte)(x > 6 && x < 16 && y > 5 ? 160 : 40 + (x * y % 20))));
        }

        Assert.Equal((0, ""), Failure(CommandLine.Run("predict", trained.Run, "--device", "cpu", "--out", trained.Folder["p-out"], "--image-folder", trained.Folder["p"])));
        Assert.Equal(["a_pred.png", "b_pred.png"], Directory.GetFiles(trained.Folder["p-out"]).Select(static f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        using var mask = SKBitmap.Decode(trained.Folder["p-out/a_pred.png"]);
        Assert.Equal((Phantom.Width, Phantom.Height), (mask.Width, mask.Height));
        Assert.Equal([0, 255], mask.Pixels.Select(static p => (int)p.Red).Distinct().Order());

        // The bright part begins at the sixth row from above.
        Assert.True(mask.Pixels.Take(Phantom.Width * 4).Count(static p => p.Red > 0) < mask.Pixels.TakeLast(Phantom.Width * 4).Count(static p => p.Red > 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void ATiffMask_HasThePagesOfTheVolume_FromTheTopDown(int pages)
    {
        byte[] mask = [.. Enumerable.Range(0, 6 * pages).Select(static i => (byte)i)];
        var path = trained.Folder.Write("m.tif", MaskEncoder.Encode(mask, [3, 2, pages], "image.TIF"));
        Assert.Equal(mask[..6].Select(static v => (float)v), ImageFile.Read(path).Voxels[..6]);
        using var tiff = BitMiracle.LibTiff.Classic.Tiff.Open(path, "r");
        Assert.Equal(pages, tiff.NumberOfDirectories());
    }

    [Fact]
    public void AnImageWithoutSpacing_IsTold_WhereTheRunHasOne()
    {
        CopyRun("spaced", static config => config.Replace("\"spacing\": null", "\"spacing\": {\"x\": 2, \"y\": 2, \"z\": 2}", StringComparison.Ordinal));
        var (image, _) = Phantom.Write(trained.Folder, "unspaced", seed: 9);
        Assert.Contains("states no spacing", CommandLine.Run("predict", trained.Folder["spaced"], "--image", image, "--out", trained.Folder["unspaced"], "--device", "cpu").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ARunFromBeforeOrientationWasFollowed_UsesVoxelsAsStored()
    {
        CopyRun("before", static config => System.Text.RegularExpressions.Regex.Replace(config, "\\s*\"(spacing|ignoreGeometry|storedOrder|volume)\": [a-z]+,", ""));
        Assert.True(UNetTrainer.Runs.ConfigFile.Read(trained.Folder["before/config.json"]).Data.StoredOrder);
        Assert.False(UNetTrainer.Runs.ConfigFile.Read(Path.Combine(trained.Run, "config.json")).Data.StoredOrder);
        Assert.Equal(0, CommandLine.Run("evaluate", trained.Folder["before"], "--device", "cpu").ExitCode);
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
        CopyRun("damaged", static config => config);
        File.WriteAllBytes(trained.Folder["damaged/best.weights"], [1, 2, 3]);
        CommandLine.Run("evaluate", trained.Folder["damaged"], "--device", "cpu").AssertRefused("weights of the run");
    }

    private static (int ExitCode, string Error) Failure(CommandLine run) => (run.ExitCode, run.Error);

    // A bright block off the centre, in noise.
    private static double[] Scene(int[] lengths) => [.. Enumerable.Range(0, lengths[0] * lengths[1] * lengths[2]).Select(i =>
    {
        var (x, y, z) = (i % lengths[0], i / lengths[0] % lengths[1], i / (lengths[0] * lengths[1]));
        return (x > 4 && y < 7 && z > 1 ? 150.0 : 60) + (i * 7919 % 30);
    })];

    private static double[] Doubled(double[] coarse, int[] lengths)
    {
        var (width, height) = (2 * lengths[0], 2 * lengths[1]);
        return [.. Enumerable.Range(0, 8 * coarse.Length).Select(i => coarse[(i % width / 2) + (lengths[0] * ((i / width % height / 2) + (lengths[1] * (i / (width * height) / 2))))])];
    }

    private string Small(string name)
    {
        var bytes = Storage.Named("RAS").Store(Scene([8, 8, 2]), [8, 8, 2], [1, 1, 1], [0, 0, 0]).ToBytes();
        return trained.Folder.Write(name, name.EndsWith(".gz", StringComparison.Ordinal) ? NiftiFile.Gzip(bytes) : bytes);
    }

    private void CopyRun(string name, Func<string, string> config)
    {
        foreach (var file in Directory.GetFiles(trained.Run))
        {
            trained.Folder.Write($"{name}/{Path.GetFileName(file)}", File.ReadAllBytes(file));
        }

        // An edited configuration is refused where its checksum is known.
        File.Delete(trained.Folder[$"{name}/{FolderMark.Name}"]);
        File.WriteAllText(trained.Folder[$"{name}/config.json"], config(File.ReadAllText(trained.Folder[$"{name}/config.json"])));
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
