using System.Text;
using BitMiracle.LibTiff.Classic;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Cli;

/// <summary>
/// Tests of corrupted files of every kind, with bytes changed, cut off or inserted: each is used, or refused in one line with exit code 2. The environment variable
/// LOSSDSL_MUTATIONS sets the number of mutations of each file.
/// </summary>
public sealed class BadInputTests : IDisposable
{
    private const long MostMemory = 64_000_000;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder folder = new();

    private static int Mutations => int.TryParse(Environment.GetEnvironmentVariable("LOSSDSL_MUTATIONS"), out var count) ? count : 20;

    [Theory]
    [InlineData("head.nii", 60)]
    [InlineData("head.nii.gz", 100)]
    [InlineData("head.png", 60)]
    [InlineData("head.jpg", 60)]
    [InlineData("head.tif", 60)]
    public void AMutatedImage_IsRefusedOrUsed(string name, int header)
    {
        var whole = Image(name);
        var (_, mask) = Phantom.Write(folder);
        mask = name.Contains(".nii", StringComparison.Ordinal) ? mask : folder.Write("mask.png", PictureFile.Png(Phantom.Width, Phantom.Height, static (x, _) => (byte)(x > 9 ? 255 : 0)));
        Mutate(whole, header, (bytes, i) => CommandLine.Run("data", "--image", folder.Write($"{i}/{name}", bytes), "--mask", mask, "--out", folder[$"{i}/out"]));
    }

    [Theory]
    [InlineData("config.json", "--resume")]
    [InlineData("checkpoint.bin", "--resume")]
    [InlineData("best.weights", "evaluate")]
    [InlineData("summary.json", "evaluate")]
    public void AMutatedRun_IsRefusedOrGoesOn(string name, string command)
    {
        var (image, mask) = Phantom.Write(folder);
        string[] arguments = ["--image", image, "--mask", mask, "--axis", "z", "--width", "1", "--depth", "2", "--batch-size", "99", "--min-batches", "1", "--epochs", "1", "--device", "cpu", "--overlays", "0", "--out", folder["run"]];
        Assert.Equal(0, CommandLine.Run(arguments).ExitCode);
        var whole = File.ReadAllBytes(folder[$"run/{name}"]);
        Mutate(whole, whole.Length, (bytes, _) =>
        {
            folder.Write($"run/{name}", bytes);
            return command == "evaluate" ? CommandLine.Run(command, folder["run"], "--device", "cpu") : CommandLine.Run(command, folder["run"], "--epochs", "1");
        });
    }

    [Fact]
    public void AMutatedDecathlonTask_IsRefusedOrUsed()
    {
        Phantom.Write(folder, "task/a");
        var json = Encoding.UTF8.GetBytes("""{"labels": {"0": "background", "1": "brain"}, "training": [{"image": "a_T1w.nii.gz", "label": "a_T1w_brainmask.nii.gz"}]}""");
        Mutate(json, json.Length, (bytes, i) =>
        {
            folder.Write("task/dataset.json", bytes);
            return CommandLine.Run("data", "--decathlon", folder["task"], "--out", folder[$"out{i}"]);
        });
    }

    public void Dispose() => folder.Dispose();

    private static void Mutate(byte[] whole, int header, Func<byte[], int, CommandLine> use)
    {
        var (random, refused) = (new Random(7), 0);
        for (var i = 0; i < Mutations; i++)
        {
            var bytes = Mutated(whole, Math.Min(header, whole.Length), random);
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var run = System.Threading.Tasks.Task.Run(() => use(bytes, i));
            Assert.True(run.Wait(Longest), $"mutation {i} hangs");
            Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, MostMemory);
            if (run.Result.ExitCode != 0)
            {
                run.Result.AssertRefused();
                refused++;
            }
        }

        Assert.InRange(refused, 1 + (Mutations / 10), Mutations);
    }

    // Most changes hit the header, where they do most harm.
    private static byte[] Mutated(byte[] whole, int header, Random random)
    {
        switch (random.Next(4))
        {
            case 0:
                return whole[..random.Next(whole.Length)];
            case 1:
                var at = random.Next(header);
                var put = new byte[random.Next(1, 9)];
                random.NextBytes(put);
                return [.. whole[..at], .. put, .. whole[at..]];
            default:
                var changed = whole.ToArray();
                for (var flips = random.Next(1, 6); flips > 0; flips--)
                {
                    changed[random.Next(random.Next(4) == 0 ? whole.Length : header)] = random.Next(3) == 0 ? (byte)0xFF : (byte)random.Next(256);
                }

                return changed;
        }
    }

    private byte[] Image(string name)
    {
        if (name.StartsWith("head.nii", StringComparison.Ordinal))
        {
            var plain = new NiftiFile { Dim = [3, Phantom.Width, Phantom.Height, Phantom.Depth, 1, 1, 1, 1], Type = 2, Values = Phantom.Voxels(1).Image }.ToBytes();
            return name.EndsWith(".gz", StringComparison.Ordinal) ? NiftiFile.Gzip(plain) : plain;
        }

        return Path.GetExtension(name) switch
        {
            ".png" => PictureFile.Png(Phantom.Width, Phantom.Height, static (x, y) => (byte)((17 * x) + (5 * y))),
            ".jpg" => PictureFile.Jpeg(Phantom.Width, Phantom.Height, static (x, y) => (byte)((17 * x) + (5 * y))),
            _ => TiffImage(),
        };
    }

    private byte[] TiffImage()
    {
        var path = folder["whole.tif"];
        using (var tiff = Tiff.Open(path, "w"))
        {
            tiff.SetField(TiffTag.IMAGEWIDTH, Phantom.Width);
            tiff.SetField(TiffTag.IMAGELENGTH, Phantom.Height);
            tiff.SetField(TiffTag.BITSPERSAMPLE, 8);
            tiff.SetField(TiffTag.SAMPLESPERPIXEL, 1);
            tiff.SetField(TiffTag.PHOTOMETRIC, Photometric.MINISBLACK);
            tiff.SetField(TiffTag.PLANARCONFIG, PlanarConfig.CONTIG);
            for (var y = 0; y < Phantom.Height; y++)
            {
                tiff.WriteScanline([.. Enumerable.Range(0, Phantom.Width).Select(x => (byte)((9 * x) + y))], y);
            }
        }

        return File.ReadAllBytes(path);
    }
}
