using System.Buffers.Binary;
using SkiaSharp;
using UNetTrainer.Errors;
using UNetTrainer.Imaging;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Imaging;

/// <summary>Tests of PNG files of all bit depths, colour types and filters: values are those that the file stores.</summary>
public sealed class PngReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void GreyOfAnyDepth_HasItsValues_InterlacedToo(int bits)
    {
        var png = new PngBytes(13, 11, bits, 0, (x, y, _) => ((7 * x) + (301 * y)) % (1 << bits));
        foreach (var volume in (Volume[])[Read(png), Read(png with { IsInterlaced = true })])
        {
            Assert.Equal((13, 11, 1, 1), (volume.Width, volume.Height, volume.Depth, volume.Channels));
            Assert.Equal(Expected(png, 1), volume.Voxels);
            Assert.Equal($"{bits}-bit grey PNG", volume.Kind);
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public void Colours_AreThreeChannels_AndAlphaIsToldAndLeftOut(int bits)
    {
        var png = new PngBytes(5, 4, bits, 6, (x, y, c) => ((1 << bits) - 1) / (1 + x + y + c));
        var volume = Read(png);
        Assert.Equal(3, volume.Channels);
        Assert.Equal(Expected(png, 3), volume.Voxels);
        Assert.Contains("transparency is left out", Assert.Single(volume.Notes), StringComparison.Ordinal);

        var opaque = Read(png with { Sample = (x, y, c) => c == 3 ? (1 << bits) - 1 : x });
        Assert.Empty(opaque.Notes);
    }

    [Fact]
    public void AlphaIsAMask_WhenAskedFor()
    {
        var png = new PngBytes(3, 2, 8, 4, static (x, y, c) => c == 0 ? 9 : 100 * x);
        Assert.Equal([0, 100, 200, 0, 100, 200], ImageFile.Read(Write(png), PictureUse.AlphaMask).Voxels);
        var error = Assert.Throws<InputException>(() => ImageFile.Read(Write(new(3, 2, 8, 0, static (_, _, _) => 1)), PictureUse.AlphaMask));
        Assert.Contains("8-bit grey PNG without an alpha channel", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    public void APalette_IsIndicesInAMask_AndColoursInAnImage(int bits)
    {
        var png = new PngBytes(3, 1, bits, 3, static (x, _, _) => x % 2) { Chunks = [("PLTE", [200, 100, 50, 1, 2, 3])] };
        var (mask, image) = (ImageFile.Read(Write(png), asMask: true), Read(png));

        Assert.Equal([0, 1, 0], mask.Voxels);
        Assert.Equal([0xC86432, 0x010203], mask.Palette);
        Assert.Equal([200, 1, 200, 100, 2, 100, 50, 3, 50], image.Voxels);
        Assert.Equal(3, image.Channels);
    }

    [Theory]
    [InlineData(SKPngEncoderFilterFlags.NoFilters)]
    [InlineData(SKPngEncoderFilterFlags.Sub)]
    [InlineData(SKPngEncoderFilterFlags.Up)]
    [InlineData(SKPngEncoderFilterFlags.Avg)]
    [InlineData(SKPngEncoderFilterFlags.Paeth)]
    [InlineData(SKPngEncoderFilterFlags.AllFilters)]
    internal void EveryFilter_IsUndone(SKPngEncoderFilterFlags filter)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(37, 23, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var random = new Random(3);
        bitmap.Pixels = [.. Enumerable.Range(0, 37 * 23).Select(i => new SKColor((byte)(i + random.Next(9)), (byte)(i / 5), (byte)random.Next(256)))];
        using var encoded = bitmap.PeekPixels().Encode(new SKPngEncoderOptions(filter, 6));
        var volume = ImageFile.Read(folder.Write("a.png", encoded!.ToArray()));

        Assert.Equal([.. bitmap.Pixels.Select(static p => (float)p.Red), .. bitmap.Pixels.Select(static p => (float)p.Green), .. bitmap.Pixels.Select(static p => (float)p.Blue)], FromTheTop(volume));
    }

    [Fact]
    public void ExifOrientation_IsApplied()
    {
        byte[] exif = [(byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
        var png = new PngBytes(3, 2, 8, 0, static (x, y, _) => x + (10 * y)) { Chunks = [("eXIf", exif)] };
        Assert.Equal([10, 0, 11, 1, 12, 2], FromTheTop(Read(png)));
    }

    [Fact]
    public void DamagedAndTruncatedFiles_AreCalledSo()
    {
        var whole = new PngBytes(40, 30, 16, 0, static (x, y, _) => x * y).ToBytes();
        Assert.Contains("truncated", Refusal(whole[..^30]), StringComparison.Ordinal);
        var damaged = whole.ToArray();
        damaged[60] ^= 1;
        Assert.Contains("damaged", Refusal(damaged), StringComparison.Ordinal);
        BinaryPrimitives.WriteInt32BigEndian(damaged.AsSpan(8), 14);
        Assert.DoesNotContain("unexpected", Refusal(damaged), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    // A volume's rows go up.
    private static float[] Expected(PngBytes png, int channels) =>
    [
        .. from c in Enumerable.Range(0, channels)
           from y in Enumerable.Range(0, png.Height)
           from x in Enumerable.Range(0, png.Width)
           select (float)png.Sample(x, png.Height - 1 - y, c),
    ];

    private static float[] FromTheTop(Volume volume) =>
        [.. volume.Voxels.Chunk(volume.Width * volume.Height).SelectMany(channel => channel.Chunk(volume.Width).Reverse().SelectMany(static row => row))];

    private string Refusal(byte[] png) => Assert.Throws<InputException>(() => ImageFile.Read(folder.Write("a.png", png))).Message;

    private string Write(PngBytes png) => folder.Write("a.png", png.ToBytes());

    private Volume Read(PngBytes png) => ImageFile.Read(Write(png));
}
