using UNetTrainer.Data;
using UNetTrainer.Errors;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Data;

/// <summary>Tests of how image and mask are brought together: in world space, or refused in a line that names both.</summary>
public sealed class AlignmentTests : IDisposable
{
    private static readonly int[] Lengths = [6, 5, 4];

    private static readonly double[] Spacing = [1, 1, 2];

    private static readonly double[] Origin = [-12, -10, -16];

    private static readonly double[] Values = [.. Enumerable.Range(0, 120).Select(static i => (double)i)];

    private readonly TemporaryFolder folder = new();

    private string Image => folder.Write("scan.nii", Storage.Named("RAS").Store(Values, Lengths, Spacing, Origin).ToBytes());

    [Fact]
    public void AMaskInAnyOrderOfStorage_LiesWhereItsHeaderSays()
    {
        var expected = Load(Image, Mask(Storage.Named("RAS")));
        Assert.InRange(expected.Mask.Voxels.Sum(), 10, 110);
        foreach (var storage in Storage.All)
        {
            var found = Load(Image, Mask(storage));
            Assert.Equal(expected.Mask.Voxels, found.Mask.Voxels);
            Assert.Equal(expected.Image.Voxels, found.Image.Voxels);
        }
    }

    [Fact]
    public void AnImageInAnyOrderOfStorage_IsTheSameCase()
    {
        var expected = Load(Image, Mask(Storage.Named("RAS")));
        foreach (var storage in Storage.All)
        {
            var found = Load(folder.Write("turned.nii", storage.Store(Values, Lengths, Spacing, Origin).ToBytes()), Mask(Storage.Named("LSP")));
            Assert.Equal(expected.Image.Voxels, found.Image.Voxels);
            Assert.Equal(expected.Mask.Voxels, found.Mask.Voxels);
            Assert.Equal(expected.Image.Geometry, found.Image.Geometry);
        }
    }

    [Fact]
    public void AStackOfPages_BesideAMaskOfOne_IsNamedAsSuch()
    {
        var tiff = new TiffFile(6, 5, 8);
        tiff.Write(folder["stack.tif"], [.. Enumerable.Repeat(new byte[30], 4)]);
        tiff.Write(folder["page.tif"], new byte[30]);
        var message = Assert.Throws<InputException>(() => Load(folder["stack.tif"], folder["page.tif"])).Message;
        Assert.Contains("4 pages", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("spacing", "spacing of 1 x 1 x 2 mm, the mask of 0.5 x 0.5 x 4 mm")]
    [InlineData("origin", "apart")]
    [InlineData("oblique", "orientation differs by 11")]
    public void AMaskOfAnotherPlace_IsRefused_UnlessToldToIgnoreIt(string change, string expected)
    {
        var (image, mask) = (Image, Changed(change));
        var message = Assert.Throws<InputException>(() => Load(image, mask)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.Contains(image, message, StringComparison.Ordinal);
        Assert.Contains(mask, message, StringComparison.Ordinal);
        Assert.Equal(Load(image, Mask(Storage.Named("RAS"))).Mask.Voxels, Load(image, mask, new() { IgnoreGeometry = true }).Mask.Voxels);
    }

    [Theory]
    [InlineData("rounded")]
    [InlineData("half a voxel")]
    [InlineData("nothing stated")]
    public void SmallDifferences_AreNone(string change) => Assert.Equal(Load(Image, Mask(Storage.Named("RAS"))).Mask.Voxels, Load(Image, Changed(change)).Mask.Voxels);

    [Fact]
    public void AMaskWithoutGeometry_FollowsItsImage()
    {
        // Voxel by voxel, in the stored order of the image.
        var storage = Storage.Named("PIR");
        var (image, mask) = (storage.Store(Values, Lengths, Spacing, Origin), storage.Store(Labels, Lengths, Spacing, Origin) with { Sform = [], PixDim = [] });
        var found = Load(folder.Write("pir.nii", image.ToBytes()), folder.Write("mask.nii", mask.ToBytes()));
        Assert.Equal(Load(Image, Mask(Storage.Named("RAS"))).Mask.Voxels, found.Mask.Voxels);
    }

    [Fact]
    public void RunsFromBeforeOrientationWasFollowed_UseVoxelsAsStored()
    {
        var stored = Storage.Named("LPS").Store(Values, Lengths, Spacing, Origin);
        var found = Load(folder.Write("lps.nii", stored.ToBytes()), Mask(Storage.Named("RAS")), new() { StoredOrder = true, Spacing = new(3, 3, 3) });
        Assert.Equal("6 x 5 x 4", found.Image.Shape);
        Assert.True(found.Image.Voxels[0] > found.Image.Voxels[1]);
    }

    public void Dispose() => folder.Dispose();

    private static double[] Labels => [.. Values.Select(static v => v % 7 < 3 ? 1.0 : 0)];

    private static LabelledVolume Load(string image, string mask, GridRules? rules = null) => LabelledVolume.Load(new("scan", image, mask), LabelMap.Binary, rules);

    private string Mask(Storage storage) => folder.Write($"mask-{storage.Code}.nii", storage.Store(Labels, Lengths, Spacing, Origin).ToBytes());

    private string Changed(string change)
    {
        var (mask, (sin, cos)) = (Storage.Named("RAS").Store(Labels, Lengths, Spacing, Origin), Math.SinCos(0.2));
        return folder.Write("changed.nii", (change switch
        {
            "spacing" => Storage.Named("RAS").Store(Labels, Lengths, [0.5, 0.5, 4], Origin),
            "origin" => Storage.Named("RAS").Store(Labels, Lengths, Spacing, [-12, -8.9, -16]),
            "oblique" => mask with { Sform = [(float)cos, (float)-sin, 0, -12, (float)sin, (float)cos, 0, -10, 0, 0, 2, -16] },
            "rounded" => Storage.Named("RAS").Store(Labels, Lengths, [1.001, 0.999, 2.002], Origin),
            "half a voxel" => Storage.Named("RAS").Store(Labels, Lengths, Spacing, [-11.5, -10.5, -15]),
            _ => mask with { Sform = [], PixDim = [1, 1, 1, 1] },
        }).ToBytes());
    }
}
