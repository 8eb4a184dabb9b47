using UNetTrainer.Errors;
using UNetTrainer.Imaging;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Imaging;

/// <summary>Tests of pictures by other programs, and of files that are named after another kind.</summary>
public sealed class PictureReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("16-bit-mask.png")]
    [InlineData("palette-mask.png")]
    public void LabelsOfDeepAndPaletteMasks_AreWhatTheyWere(string name)
    {
        var mask = ImageFile.Read(Sample(name), asMask: true);
        Assert.Equal((305, 193), (mask.Voxels.Count(static v => v == 1), mask.Voxels.Count(static v => v == 2)));
        Assert.Equal(1, mask.Channels);
    }

    [Fact]
    public void ADeepImage_HasMoreThan256Values()
    {
        var image = ImageFile.Read(Sample("16-bit.png"));
        Assert.InRange(image.Voxels.Average(), 1090, 1110);
        Assert.Equal("16-bit grey PNG", image.Kind);
    }

    // The scene has a disc of 150 around (15, 15) and one of 200 around (45, 30) from the top left, on 90.
    [Theory]
    [InlineData("upright.png")]
    [InlineData("exif-3.jpg")]
    [InlineData("exif-6.jpg")]
    public void APhotograph_IsUpright(string name)
    {
        var image = ImageFile.Read(Sample(name));
        Assert.Equal((64, 48, 1), (image.Width, image.Height, image.Channels));
        Assert.InRange(Mean(image, 15, 15), 140, 160);
        Assert.InRange(Mean(image, 45, 30), 190, 210);
        Assert.InRange(Mean(image, 5, 40), 80, 100);
    }

    [Theory]
    [InlineData(new byte[] { 0, 5, 0x16, 7, 0, 2 }, "AppleDouble")]
    [InlineData(new byte[] { 0x1F, 0x8B, 8 }, "gzip")]
    [InlineData(new byte[] { (byte)'<', (byte)'h' }, "HTML")]
    [InlineData(new byte[] { 1, 2, 3, 4 }, "no picture of a known kind")]
    [InlineData(new byte[] { }, "it is empty")]
    public void WhatIsNoPicture_IsNamedForWhatItIs(byte[] content, string expected)
    {
        var message = Assert.Throws<InputException>(() => ImageFile.Read(folder.Write("a.png", content))).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain("damaged", message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheContentDecides_NotTheName()
    {
        var path = folder["a.png"];
        new TiffFile(2, 1, 8).Write(path, [7, 8]);
        Assert.Equal([7, 8], ImageFile.Read(path).Voxels);
        Assert.Equal([9], ImageFile.Read(folder.Write("b.tif", new PngBytes(1, 1, 8, 0, static (_, _, _) => 9).ToBytes())).Voxels);
    }

    [Fact]
    public void ColoursOfAMask_ArePackedExactly()
    {
        var mask = Colours.Pack(ImageFile.Read(folder.Write("m.png", new PngBytes(1, 1, 8, 2, static (_, _, c) => 0xFF - c).ToBytes()), asMask: true));
        Assert.Equal([0xFFFEFD], mask.Voxels);
        Assert.Equal(1, mask.Channels);
    }

    public void Dispose() => folder.Dispose();

    private static string Sample(string name) => Path.Combine(AppContext.BaseDirectory, "Imaging", "Files", name);

    private static double Mean(Volume image, int column, int row)
    {
        var near = from x in Enumerable.Range(column - 3, 7)
                   from y in Enumerable.Range(row - 3, 7)
                   select image.Voxels[x + (image.Width * (image.Height - 1 - y))];
        return near.Average();
    }
}
