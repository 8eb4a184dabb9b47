using UNetTrainer.Imaging;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Imaging;

/// <summary>Tests of <see cref="NiftiReader"/>: all data types and byte orders, malformed headers, truncated and corrupted files, and limits on memory.</summary>
public class NiftiReaderTests
{
    private static readonly NiftiFile Small = new() { Values = [.. Enumerable.Range(0, 24).Select(static i => (double)i)] };

    public static TheoryData<short, bool, bool> TypesOrdersAndCompression()
    {
        var data = new TheoryData<short, bool, bool>();
        foreach (var type in NiftiFile.Types.Keys)
        {
            data.Add(type, false, false);
            data.Add(type, false, true);
            data.Add(type, true, false);
            data.Add(type, true, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(TypesOrdersAndCompression))]
    public void EveryTypeAndOrder_ReturnsWhatWasWritten(short type, bool bigEndian, bool gzip)
    {
        double[] values = [0, 1, 2, 100, 127, .. Enumerable.Repeat(type is 4 or 8 or 16 or 64 or 256 or 1024 ? -100.0 : 100.0, 19)];
        var volume = Read(Small with { Type = type, BigEndian = bigEndian, Values = values }, gzip);

        Assert.Equal((3, 2, 4), (volume.Width, volume.Height, volume.Depth));
        Assert.Equal(values.Select(static v => (float)v), volume.Voxels);
    }

    [Theory]
    [InlineData(2f, -1f, 2.0, -1.0)]
    [InlineData(0f, 5f, 1.0, 0.0)]
    [InlineData(float.NaN, 5f, 1.0, 0.0)]
    public void Scaling_IsApplied_UnlessTheSlopeIsZero(float slope, float intercept, double expectedSlope, double expectedIntercept)
    {
        var volume = Read(Small with { Slope = slope, Intercept = intercept });
        Assert.Equal(Small.Values.Select(v => (float)((v * expectedSlope) + expectedIntercept)), volume.Voxels);
    }

    [Fact]
    public void HeaderExtension_IsSkipped() =>
        Assert.Equal(Expected, Read(Small with { Offset = 384, Extension = [1, 0, 0, 0, .. Enumerable.Repeat((byte)0xAB, 32)] }).Voxels);

    [Fact]
    public void AnOffsetOfZero_MeansTheFirstByteAfterTheHeader() => Assert.Equal(Expected, Read(Small with { Offset = 0 }).Voxels);

    [Theory]
    [InlineData(new short[] { 2, 6, 4, 9, 9, 9, 9, 9 }, 6, 4, 1)]
    [InlineData(new short[] { 4, 3, 2, 4, 1, 0, 0, 0 }, 3, 2, 4)]
    public void TwoDimensions_AndFourWithOneVolume_AreRead(short[] dim, int width, int height, int depth)
    {
        var volume = Read(Small with { Dim = dim });
        Assert.Equal((width, height, depth), (volume.Width, volume.Height, volume.Depth));
        Assert.Equal(Expected, volume.Voxels);
    }

    [Theory]
    [InlineData("dim[0] 1", "1 dimensions")]
    [InlineData("dim[0] 9", "9 dimensions")]
    [InlineData("dim[2] 0", "dimension 2 has 0 voxels")]
    [InlineData("dim[1] -5", "dimension 1 has -5 voxels")]
    [InlineData("dim[4] 2", "dimension 4 holds 2 volumes")]
    [InlineData("type 32", "data type 32 (complex) is not supported")]
    [InlineData("type 128", "data type 128 (RGB) is not supported")]
    [InlineData("type 7", "data type 7 (unknown) is not supported")]
    [InlineData("bits 16", "data type float32, but 16 bits")]
    [InlineData("offset 100", "begin at byte 100")]
    [InlineData("offset 352.5", "begin at byte 352.5")]
    [InlineData("offset NaN", "begin at byte NaN")]
    [InlineData("slope Infinity", "scaling is Infinity")]
    [InlineData("magic ni1", ".hdr/.img pair")]
    [InlineData("magic abc", "magic 'n+1' is missing")]
    public void MalformedHeader_IsExplained(string change, string expected)
    {
        var error = Assert.Throws<NiftiException>(() => Read(Changed(change)));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileOfAnotherFormat_IsExplained() =>
        Assert.Contains("does not begin with", Assert.Throws<NiftiException>(() => NiftiReader.Read(new MemoryStream(new byte[400]))).Message, StringComparison.Ordinal);

    [Fact]
    public void EveryTruncation_IsAnError()
    {
        var plain = Small.ToBytes();
        for (var length = 0; length < plain.Length; length++)
        {
            Assert.Throws<NiftiException>(() => NiftiReader.Read(new MemoryStream(plain[..length])));
        }
    }

    [Fact]
    public void EveryTruncationOfACompressedFile_IsAnError_OrLosesNoVoxel()
    {
        var gzip = NiftiFile.Gzip(Small.ToBytes());
        var refused = 0;
        for (var length = 0; length < gzip.Length; length++)
        {
            try
            {
                Assert.Equal(Expected, NiftiReader.Read(new MemoryStream(gzip[..length])).Voxels);
            }
            catch (NiftiException)
            {
                refused++;
            }
        }

        // Without the end mark, checksum and length, a dozen bytes, all voxels can still be read.
        Assert.InRange(refused, gzip.Length - 12, gzip.Length);
    }

    [Fact]
    public void RandomMutations_AreReadOrRefused_NothingElse()
    {
        var random = new Random(1);
        var (plain, gzip) = (Small.ToBytes(), NiftiFile.Gzip(Small.ToBytes()));
        var refused = 0;
        for (var i = 0; i < 2000; i++)
        {
            var bytes = (i % 2 == 0 ? plain : gzip).ToArray();
            for (var flips = random.Next(1, 6); flips > 0; flips--)
            {
                bytes[random.Next(i % 4 < 2 ? Math.Min(130, bytes.Length) : bytes.Length)] = (byte)random.Next(256);
            }

            refused += Record.Exception(() => NiftiReader.Read(new MemoryStream(bytes))) switch
            {
                null => 0,
                NiftiException => 1,
                var other => throw other,
            };
        }

        Assert.InRange(refused, 500, 1999);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(false, 32767)]
    [InlineData(true, 32767)]
    public void AClaimThatTheFileCannotHold_AllocatesNothing(bool gzip, short times)
    {
        // The header claims 2^45 voxels, or 2^60.
        var bytes = (Small with { Dim = [(short)(times > 1 ? 4 : 3), 32767, 32767, 32767, times, 1, 1, 1], Type = 64, Values = [1, 2, 3] }).ToBytes();
        var file = new MemoryStream(gzip ? NiftiFile.Gzip(bytes) : bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<NiftiException>(() => NiftiReader.Read(file));

        Assert.Contains(times == 1 ? "header claims" : "32767", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
    }

    [Fact]
    public void ACompressionBomb_IsReadNoFurtherThanItsHeaderClaims()
    {
        var bomb = NiftiFile.Gzip([.. Small.ToBytes(), .. new byte[50_000_000]]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(Expected, NiftiReader.Read(new MemoryStream(bomb)).Voxels);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500_000);
    }

    [Fact]
    public void MissingFile_IsNamed() =>
        Assert.Contains("/no/such.nii", Assert.Throws<NiftiException>(() => NiftiReader.Read("/no/such.nii")).Message, StringComparison.Ordinal);

    private static IEnumerable<float> Expected => Small.Values.Select(static v => (float)v);

    private static Volume Read(NiftiFile file, bool gzip = false) =>
        NiftiReader.Read(new MemoryStream(gzip ? NiftiFile.Gzip(file.ToBytes()) : file.ToBytes()));

    private static NiftiFile Changed(string change)
    {
        var (field, value) = (change.Split(' ')[0], change.Split(' ')[1]);
        return field switch
        {
            "type" => Small with { Type = short.Parse(value, null), Values = [] },
            "bits" => Small with { Bits = short.Parse(value, null) },
            "offset" => Small with { Offset = float.Parse(value, null) },
            "slope" => Small with { Slope = float.Parse(value, null) },
            "magic" => Small with { Magic = value + "\0" },
            _ => Small with { Dim = [.. new short[] { 4, 3, 2, 4, 1, 1, 1, 1 }.Select((d, i) => i == field[4] - '0' ? short.Parse(value, null) : d)] },
        };
    }
}
