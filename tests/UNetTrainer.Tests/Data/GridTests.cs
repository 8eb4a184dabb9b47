using UNetTrainer.Data;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Data;

/// <summary>Tests of data sets whose cases differ in spacing and orientation.</summary>
public sealed class GridTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void CasesOfOneSpacing_KeepTheirGrid_AndTheRunKnowsIt()
    {
        var settings = Settings((1.5, "RAS"), (1.5, "LPS")).Resolve();
        Assert.Equal(new(1.5, 1.5, 1.5), settings.Spacing);
        Assert.Equal("The images are stored in 2 orientations (1 as RAS, 1 as LPS); all are turned to RAS+.", Assert.Single(settings.GridNotes()));
        Assert.All(settings.Read(), static c => Assert.Equal((8, 8, 10), (c.Width, c.Height, c.Slices.Count)));
    }

    [Fact]
    public void CasesOfSeveralSpacings_AreResampledToTheMedian_AndThatIsTold()
    {
        var settings = Settings((1, "RAS"), (2, "RAS"), (4, "PIR")).Resolve();
        Assert.Equal(new(2, 2, 2), settings.Spacing);
        Assert.Contains("2 of 3 images have another spacing than 2 x 2 x 2 mm", Assert.Single(settings.GridNotes(), static n => n.Contains("--spacing", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal([(4, 4, 5), (8, 8, 10), (16, 16, 20)], settings.Read().Select(static c => (c.Width, c.Height, c.Slices.Count)));
        Assert.All(settings.Read(), static c => Assert.Equal([2.0, 2], c.Spacing));
    }

    [Fact]
    public void AGivenSpacing_GoesBeforeTheMedian()
    {
        var settings = (Settings((1, "RAS"), (2, "RAS")) with { Spacing = new(1, 1, 2) }).Resolve();
        Assert.Equal([(8, 4, 10), (16, 8, 20)], settings.Read().Select(static c => (c.Width, c.Height, c.Slices.Count)));
    }

    [Fact]
    public void ACacheOfAnotherSpacing_IsNotUsed()
    {
        var settings = Settings((2, "RAS")) with { Cache = folder["cache"], Memory = 0 };
        Assert.Equal(8, Assert.Single(settings.Read()).Width);
        Assert.Equal(16, Assert.Single((settings with { Spacing = new(1, 1, 1) }).Read()).Width);
    }

    [Fact]
    public void Pictures_HaveNoSpacing()
    {
        var picture = folder.Write("a.png", PictureFile.Png(20, 20, static (x, y) => (byte)(x * y)));
        var settings = new DataSettings { Images = [picture], Masks = [picture] }.Resolve();
        Assert.Null(settings.Spacing);
        Assert.Empty(settings.GridNotes());
    }

    [Theory]
    [InlineData("1,2", "--spacing 1,2")]
    [InlineData("1,2,0", "--spacing 1,2,0")]
    [InlineData("a", "--spacing a")]
    public void AMalformedSpacing_IsExplained(string text, string expected) => Cli.CommandLine.Run("data", "--spacing", text).AssertRefused(expected);

    public void Dispose() => folder.Dispose();

    // Cases of 8 x 10 x 8 voxels in RAS order.
    private DataSettings Settings(params (double Spacing, string Code)[] cases)
    {
        double[] image = [.. Enumerable.Range(0, 640).Select(static i => (double)(i % 97))], mask = [.. image.Select(static v => v > 40 ? 1.0 : 0)];
        var files = cases.Select((c, i) => (Image: Write($"i{i}.nii", c, image), Mask: Write($"m{i}.nii", c, mask))).ToArray();
        return new() { Images = [.. files.Select(static f => f.Image)], Masks = [.. files.Select(static f => f.Mask)] };
    }

    private string Write(string name, (double Spacing, string Code) c, double[] values) =>
        folder.Write(name, Storage.Named(c.Code).Store(values, [8, 10, 8], [c.Spacing, c.Spacing, c.Spacing], [0, 0, 0]).ToBytes());
}
