using UNetTrainer.Imaging;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Imaging;

/// <summary>Tests of other kinds of NIfTI files than single files of one volume: NIfTI-2, pairs, four dimensions; and of DICOM files.</summary>
public sealed class NiftiKindsTests : IDisposable
{
    private static readonly NiftiFile Small = Storage.Named("LPS").Store([.. Enumerable.Range(0, 24).Select(static i => (double)i)], [3, 2, 4], [1, 2, 3], [4, 5, 6]);

    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData(".hdr", ".img", ".hdr")]
    [InlineData(".hdr", ".img", ".img")]
    [InlineData(".hdr.gz", ".img.gz", ".hdr.gz")]
    [InlineData(".hdr.gz", ".img.gz", ".img.gz")]
    [InlineData(".hdr", ".img.gz", ".hdr")]
    public void APair_IsRead_ByEitherFile(string header, string voxels, string given)
    {
        var bytes = (Small with { Magic = "ni1\0", Offset = 0 }).ToBytes();
        Write("scan" + header, bytes[..348]);
        Write("scan" + voxels, bytes[352..]);
        AssertSame(Read(Small.ToBytes()), ImageFile.Read(folder["scan" + given]));
        Assert.Equal("scan", ImageFile.Stem("scan" + given));
    }

    [Theory]
    [InlineData("scan.hdr", "scan.img")]
    [InlineData("scan.img", "scan.hdr")]
    public void HalfAPair_NamesTheOtherHalf(string half, string other)
    {
        folder.Write(half, (Small with { Magic = "ni1\0", Offset = 0 }).ToBytes()[..348]);
        Assert.Contains($"'{other}' is missing", Assert.Throws<NiftiException>(() => NiftiReader.Read(folder[half])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nifti2_IsReadAsNifti1(bool bigEndian)
    {
        var second = Second(Small with { BigEndian = bigEndian });
        AssertSame(Read(Small.ToBytes()), Read(second));

        var mask = Enumerable.Range(0, 24).Select(static i => (byte)(i % 2)).ToArray();
        var written = NiftiWriter.Encode(mask, folder.Write("second.nii", second));
        Assert.Equal(second[..12], written[..12]);
        Assert.Equal(second[344..500], written[344..500]);
        Assert.Equal(mask, Read(written).Voxels.Select(static v => (byte)v));
    }

    [Fact]
    public void ATruncatedNifti2_IsRefused()
    {
        var bytes = Second(Small);
        for (var length = 0; length < bytes.Length; length += 7)
        {
            Assert.Throws<NiftiException>(() => Read(bytes[..length]));
        }
    }

    [Fact]
    public void FourDimensions_NeedAChoice()
    {
        var path = folder.Write("series.nii.gz", NiftiFile.Gzip((Small with { Dim = [4, .. Small.Dim[1..4], 3, 1, 1, 1], Values = [.. Enumerable.Range(0, 72).Select(static i => (double)i)] }).ToBytes()));
        Assert.Contains("--volume, from 0 to 2", Assert.Throws<NiftiException>(() => ImageFile.Read(path)).Message, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(48, 24).Select(static i => (float)i), NiftiReader.Read(path, 2).Voxels);
        Assert.Contains("--volume can be 0 to 2", Assert.Throws<NiftiException>(() => NiftiReader.Read(path, 3)).Message, StringComparison.Ordinal);

        var channels = NiftiReader.ReadChannels(path);
        Assert.Equal((3, 72, Small.Dim[1]), (channels.Channels, channels.Voxels.Length, channels.Width));
    }

    [Fact]
    public void TheMaskOfASeries_IsOneVolume()
    {
        var path = folder.Write("series.nii", (Small with { Dim = [4, .. Small.Dim[1..4], 3, 1, 1, 1], Values = new double[72] }).ToBytes());
        var written = Read(NiftiWriter.Encode(new byte[24], path));
        Assert.Equal((24, NiftiReader.Read(path, 0).Geometry), (written.Voxels.Length, written.Geometry));
    }

    [Theory]
    [InlineData("slice.dcm", false)]
    [InlineData("IM000001", true)]
    public void Dicom_IsRefused_WithTheWayToConvertIt(string name, bool hasMark)
    {
        byte[] content = [.. new byte[128], .. hasMark ? "DICM"u8 : "none"u8, .. new byte[300]];
        var message = Assert.Throws<NiftiException>(() => ImageFile.Read(folder.Write(name, content))).Message;
        Assert.Contains("dcm2niix", message, StringComparison.Ordinal);
        Assert.Contains(name, message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolder_IsNoFile() => Assert.Contains("is a folder", Assert.Throws<NiftiException>(() => ImageFile.Read(folder.Path)).Message, StringComparison.Ordinal);

    public void Dispose() => folder.Dispose();

    private static Volume Read(byte[] content) => NiftiReader.Read(new MemoryStream(content));

    private static void AssertSame(Volume expected, Volume actual)
    {
        Assert.Equal((expected.Shape, expected.Geometry), (actual.Shape, actual.Geometry));
        Assert.Equal(expected.Voxels, actual.Voxels);
    }

    // Fields by nifti2.h.
    private static byte[] Second(NiftiFile file)
    {
        var header = new byte[544];
        Put(0, 4, BitConverter.GetBytes(540));
        "n+2\0\r\n\u001A\n"u8.CopyTo(header.AsSpan(4));
        Put(12, 2, BitConverter.GetBytes(file.Type));
        Put(14, 2, BitConverter.GetBytes((short)32));
        for (var i = 0; i < 8; i++)
        {
            Put(16 + (8 * i), 8, BitConverter.GetBytes((long)file.Dim[i]));
        }

        for (var i = 0; i < 4; i++)
        {
            Put(104 + (8 * i), 8, BitConverter.GetBytes((double)file.PixDim[i]));
        }

        Put(168, 8, BitConverter.GetBytes(544L));
        Put(348, 4, BitConverter.GetBytes(1));
        for (var i = 0; i < 12; i++)
        {
            Put(400 + (8 * i), 8, BitConverter.GetBytes((double)file.Sform[i]));
        }

        return [.. header, .. file.ToBytes()[352..]];

        void Put(int at, int size, byte[] value)
        {
            value.CopyTo(header, at);
            if (file.BigEndian)
            {
                Array.Reverse(header, at, size);
            }
        }
    }

    private void Write(string name, byte[] content) => folder.Write(name, name.EndsWith(".gz", StringComparison.Ordinal) ? NiftiFile.Gzip(content) : content);
}
