using BitMiracle.LibTiff.Classic;
using UNetTrainer.Errors;
using UNetTrainer.Imaging;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Imaging;

/// <summary>Tests of <see cref="ImageFile"/>, which reads PNG, JPEG, TIFF and NIfTI as volumes.</summary>
public sealed class ImageFileTests : IDisposable
{
    // The lowest row of a picture becomes the first row of the volume.
    private static readonly float[] Expected = [40, 50, 60, 10, 20, 30];

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void APng_IsAVolumeOfOneSlice_WithItsGreysExactly()
    {
        var volume = ImageFile.Read(folder.Write("a.PNG", PictureFile.Png(3, 2, Grey)));
        Assert.Equal((3, 2, 1), (volume.Width, volume.Height, volume.Depth));
        Assert.Equal(Expected, volume.Voxels);
    }

    [Fact]
    public void AJpeg_HasItsGreysApproximately()
    {
        var volume = ImageFile.Read(folder.Write("a.jpg", PictureFile.Jpeg(3, 2, Grey)));
        Assert.All(volume.Voxels.Zip(Expected), static p => Assert.InRange(p.First - p.Second, -4, 4));
    }

    [Theory]
    [InlineData(8, 1)]
    [InlineData(16, 1)]
    [InlineData(8, 3)]
    public void ATiff_IsRead(int bits, int samples)
    {
        var path = folder["a.tif"];
        using (var tiff = Tiff.Open(path, "w"))
        {
            tiff.SetField(TiffTag.IMAGEWIDTH, 3);
            tiff.SetField(TiffTag.IMAGELENGTH, 2);
            tiff.SetField(TiffTag.BITSPERSAMPLE, bits);
            tiff.SetField(TiffTag.SAMPLESPERPIXEL, samples);
            tiff.SetField(TiffTag.ROWSPERSTRIP, 2);
            tiff.SetField(TiffTag.PLANARCONFIG, PlanarConfig.CONTIG);
            tiff.SetField(TiffTag.PHOTOMETRIC, samples == 1 ? Photometric.MINISBLACK : Photometric.RGB);
            tiff.SetField(TiffTag.COMPRESSION, Compression.LZW);
            for (var y = 0; y < 2; y++)
            {
                tiff.WriteScanline([.. Enumerable.Range(0, 3).SelectMany(x => bits == 16 ? BitConverter.GetBytes((ushort)(100 * Grey(x, y))) : Enumerable.Repeat(Grey(x, y), samples).ToArray())], y);
            }
        }

        Assert.Equal(Enumerable.Repeat(Expected, samples).SelectMany(static c => c).Select(v => bits == 16 ? 100 * v : v), ImageFile.Read(path).Voxels);
    }

    [Theory]
    [InlineData("/data/x.nii.gz", "x")]
    [InlineData("x.v2.nii", "x.v2")]
    [InlineData("x.JPEG", "x")]
    [InlineData("x.gz", "x.gz")]
    [InlineData(".png", ".png")]
    public void TheStem_IsTheNameWithoutExtension(string path, string expected) => Assert.Equal(expected, ImageFile.Stem(path));

    [Theory]
    [InlineData("a.png")]
    [InlineData("a.jpg")]
    [InlineData("a.tif")]
    [InlineData("a.nii")]
    public void ADamagedOrMissingFile_IsNamed(string name)
    {
        Assert.Contains(name, Assert.ThrowsAny<InputException>(() => ImageFile.Read(folder[name])).Message, StringComparison.Ordinal);
        folder.Write(name, [1, 2, 3]);
        Assert.Contains(name, Assert.ThrowsAny<InputException>(() => ImageFile.Read(folder[name])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void APngThatClaimsMorePixelsThanItCanHold_AllocatesNothing()
    {
        var png = PictureFile.Png(3, 2, Grey);
        byte[] huge = [0, 0, 0x4E, 0x20];
        huge.CopyTo(png, 16);
        huge.CopyTo(png, 20);
        FixChecksum(png);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("claims 20000 x 20000 pixels", Assert.Throws<InputException>(() => ImageFile.Read(folder.Write("a.png", png))).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
    }

    public void Dispose() => folder.Dispose();

    private static byte Grey(int x, int y) => (byte)(10 * (1 + x + (3 * y)));

    // Recomputes the checksum of the header chunk, which covers its type and data (PNG specification, annex D).
    private static void FixChecksum(byte[] png)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var b in png[12..29])
        {
            crc ^= b;
            for (var k = 0; k < 8; k++)
            {
                crc = (crc & 1) != 0 ? 0xEDB88320u ^ (crc >> 1) : crc >> 1;
            }
        }

        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), ~crc);
    }
}
