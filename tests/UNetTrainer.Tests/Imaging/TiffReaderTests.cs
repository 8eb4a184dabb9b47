using System.Runtime.InteropServices;
using BitMiracle.LibTiff.Classic;
using UNetTrainer.Errors;
using UNetTrainer.Imaging;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Imaging;

/// <summary>Tests of TIFF files of many kinds: values are those that the file stores.</summary>
public sealed class TiffReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static TiffFile Small => new(3, 2, 8);

    [Theory]
    [InlineData(Compression.NONE)]
    [InlineData(Compression.LZW)]
    [InlineData(Compression.DEFLATE)]
    [InlineData(Compression.PACKBITS)]
    public void SignedNumbers_StaySigned(Compression compression) =>
        Assert.Equal([-4, 5, -6, -1024, 2, 3000], Read(Small with { Bits = 16, Compression = compression, Fields = [(TiffTag.SAMPLEFORMAT, [2])] }, Bytes<short>(-1024, 2, 3000, -4, 5, -6)).Voxels);

    [Theory]
    [InlineData("w")]
    [InlineData("wb")]
    [InlineData("w8")]
    public void FloatsOfThreeChannels_AreRead_InBothByteOrdersAndAsBigTiff(string mode)
    {
        var tiff = Small with { Width = 1, Bits = 32, Samples = 3, Photometric = Photometric.RGB, Mode = mode, Fields = [(TiffTag.SAMPLEFORMAT, [3])] };
        var volume = Read(tiff, Bytes(-1000.5f, 2.25f, 1e6f, 4f, 5f, 6f));
        Assert.Equal([4, -1000.5f, 5, 2.25f, 6, 1e6f], volume.Voxels);
        Assert.Equal(3, volume.Channels);
    }

    [Fact]
    public void DoublesHalvesAndWideIntegers_AreRead()
    {
        Assert.Equal([0.5f, -2], Read(new TiffFile(2, 1, 64) { Fields = [(TiffTag.SAMPLEFORMAT, [3])] }, Bytes(0.5, -2.0)).Voxels);
        Assert.Equal([0.5f, -2], Read(new TiffFile(2, 1, 16) { Fields = [(TiffTag.SAMPLEFORMAT, [3])] }, Bytes((Half)0.5, (Half)(-2))).Voxels);
        Assert.Equal([-70000, 2], Read(new TiffFile(2, 1, 32) { Fields = [(TiffTag.SAMPLEFORMAT, [2])] }, Bytes(-70000, 2)).Voxels);
        Assert.Equal([-7, 2], Read(new TiffFile(2, 1, 8) { Fields = [(TiffTag.SAMPLEFORMAT, [2])] }, Bytes<sbyte>(-7, 2)).Voxels);
    }

    [Theory]
    [InlineData(1, new byte[] { 0b101_00000 }, new float[] { 1, 0, 1 })]
    [InlineData(2, new byte[] { 0b11_01_10_00 }, new float[] { 3, 1, 2 })]
    [InlineData(4, new byte[] { 0xF1, 0x20 }, new float[] { 15, 1, 2 })]
    [InlineData(12, new byte[] { 0xFF, 0xF0, 0x01, 0x80, 0x00 }, new float[] { 4095, 1, 2048 })]
    public void FewBits_AreUnpacked_AndWhiteIsZeroIsTurnedAround(int bits, byte[] row, float[] expected)
    {
        var tiff = new TiffFile(3, 1, bits);
        Assert.Equal(expected, Read(tiff, row).Voxels);
        Assert.Equal(expected.Select(v => (1 << bits) - 1 - v), Read(tiff with { Photometric = Photometric.MINISWHITE }, row).Voxels);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(4)]
    public void APalette_IsIndicesInAMask_AndColoursInAnImage(int bits)
    {
        var map = Enumerable.Range(0, 1 << bits).Select(static i => (ushort)(i * 0x0101)).ToArray();
        var tiff = new TiffFile(2, 1, bits) { Photometric = Photometric.PALETTE, Fields = [(TiffTag.COLORMAP, [map, map.Reverse().ToArray(), new ushort[map.Length]])] };
        var path = Write(tiff, bits == 8 ? [3, 7] : [0x37]);

        Assert.Equal([3, 7], ImageFile.Read(path, asMask: true).Voxels);
        Assert.Equal(map.Length, ImageFile.Read(path, asMask: true).Palette.Count);
        Assert.Equal([3, 7, map.Length - 4, map.Length - 8, 0, 0], ImageFile.Read(path).Voxels);
    }

    [Fact]
    public void Tiles_AreCutToThePicture()
    {
        var tile = Bytes([.. Enumerable.Range(0, 256).Select(static i => (ushort)(1000 + i))]);
        Assert.Equal([1016, 1017, 1018, 1000, 1001, 1002], Read(Small with { Bits = 16, IsTiled = true }, tile).Voxels);
    }

    [Theory]
    [InlineData(1, new float[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData(2, new float[] { 3, 2, 1, 6, 5, 4 })]
    [InlineData(3, new float[] { 6, 5, 4, 3, 2, 1 })]
    [InlineData(4, new float[] { 4, 5, 6, 1, 2, 3 })]
    [InlineData(5, new float[] { 1, 4, 2, 5, 3, 6 })]
    [InlineData(6, new float[] { 4, 1, 5, 2, 6, 3 })]
    [InlineData(7, new float[] { 6, 3, 5, 2, 4, 1 })]
    [InlineData(8, new float[] { 3, 6, 2, 5, 1, 4 })]
    public void EveryOrientation_IsApplied_ToImageAndMask(int orientation, float[] seen)
    {
        var path = Write(Small with { Fields = [(TiffTag.ORIENTATION, [orientation])] }, [1, 2, 3, 4, 5, 6]);
        foreach (var volume in (Volume[])[ImageFile.Read(path), ImageFile.Read(path, asMask: true)])
        {
            Assert.Equal(orientation < 5 ? (3, 2) : (2, 3), (volume.Width, volume.Height));
            Assert.Equal(seen, volume.Voxels.Chunk(volume.Width).Reverse().SelectMany(static row => row));
        }
    }

    [Fact]
    public void Pages_AreSlices_AndThoseOfOtherSizesAreRefused()
    {
        var volume = Read(new(2, 1, 8), [1, 2], [3, 4], [5, 6]);
        Assert.Equal((2, 1, 3), (volume.Width, volume.Height, volume.Depth));
        Assert.Equal([1, 2, 3, 4, 5, 6], volume.Voxels);

        var path = folder["two.tif"];
        new TiffFile(2, 1, 8).Write(path, [1, 2]);
        new TiffFile(1, 1, 8) { Mode = "a" }.Write(path, [3]);
        Assert.Contains("page 2 has 1 x 1 pixels", Assert.Throws<InputException>(() => ImageFile.Read(path)).Message, StringComparison.Ordinal);

        new TiffFile(2, 1, 8).Write(path, [1, 2]);
        new TiffFile(1, 1, 8) { Mode = "a", Fields = [(TiffTag.SUBFILETYPE, [FileType.REDUCEDIMAGE])] }.Write(path, [3]);
        Assert.Equal([1, 2], ImageFile.Read(path).Voxels);
    }

    [Fact]
    public void AlphaIsLeftOut_AndTold()
    {
        var tiff = new TiffFile(2, 1, 8) { Samples = 2, Fields = [(TiffTag.EXTRASAMPLES, [(short)1, new short[] { (short)ExtraSample.UNASSALPHA }])] };
        var volume = Read(tiff, [1, 0, 2, 255]);
        Assert.Equal([1, 2], volume.Voxels);
        Assert.Single(volume.Notes);
    }

    [Theory]
    [InlineData("signed16.tif", -635368, -512, 752, 1)]
    [InlineData("float32.tif", 1230.9647388607264, 0.24705882370471954, 0.8627451062202454, 1)]
    [InlineData("four-pages.tif", 314292 + (3 * 156365), 29, 218, 4)]
    public void FilesOfOtherPrograms_HaveTheirValues(string name, double sum, double least, double most, int pages)
    {
        var volume = ImageFile.Read(Path.Combine(AppContext.BaseDirectory, "Imaging", "Files", name));
        Assert.Equal((64, 48, pages), (volume.Width, volume.Height, volume.Depth));
        Assert.Equal((sum, least, most), (volume.Voxels.Sum(static v => (double)v), volume.Voxels.Min(), volume.Voxels.Max()));
    }

    [Fact]
    public void AKindThatCannotBeRead_IsNamed()
    {
        var path = Write(new TiffFile(2, 1, 16) { Samples = 4, Photometric = Photometric.SEPARATED }, new byte[16]);
        Assert.Contains("a 16-bit CMYK TIFF of 4 channels", Refusal(path), StringComparison.Ordinal);
        path = Write(new TiffFile(2, 1, 64) { Fields = [(TiffTag.SAMPLEFORMAT, [6])] }, new byte[16]);
        Assert.Contains("a complex 64-bit grey TIFF", Refusal(path), StringComparison.Ordinal);
        path = Write(Small, new byte[6]);
        var file = File.ReadAllBytes(path);
        var compression = file.AsSpan().IndexOf((byte[])[0x03, 0x01, 0x03, 0x00]);
        (file[compression + 8], file[compression + 9]) = (0x50, 0xC3);
        Assert.Contains("8-bit grey TIFF with Zstandard compression", Refusal(folder.Write("z.tif", file)), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static byte[] Bytes<T>(params T[] values)
        where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    private static string Refusal(string path)
    {
        var message = Assert.Throws<InputException>(() => ImageFile.Read(path)).Message;
        Assert.DoesNotContain("damaged", message, StringComparison.Ordinal);
        return message;
    }

    private string Write(TiffFile tiff, params byte[][] pages)
    {
        tiff.Write(folder["a.tif"], pages);
        return folder["a.tif"];
    }

    private Volume Read(TiffFile tiff, params byte[][] pages) => ImageFile.Read(Write(tiff, pages));
}
