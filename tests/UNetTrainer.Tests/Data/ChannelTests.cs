using TorchSharp;
using UNetTrainer.Data;
using UNetTrainer.Errors;
using UNetTrainer.Imaging;
using UNetTrainer.Network;
using UNetTrainer.Tests.Support;
using static TorchSharp.torch;

namespace UNetTrainer.Tests.Data;

/// <summary>Tests of the way of several channels from pictures to the network, and of blank tiles.</summary>
public sealed class ChannelTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    public void Colours_AreThreeChannels_FromMemoryAndFromTheCache(int megabytes)
    {
        var slice = new Slice(Load(Store(megabytes), Pair("a", Colour))[0], 0);
        using var batch = Batch.Create([slice], new(5, 6));
        Assert.Equal([1, 3, 5, 6], batch.Images.shape);
        Assert.Equal([1, 1, 5, 6], batch.Labels.shape);

        // The frame is one pixel larger on each side. Row 0 of a volume is the lowest one of the picture.
        using var inner = batch.Images.narrow(2, 1, 3).narrow(3, 1, 4);
        var expected = Intensity.Normalize(ImageFile.Read(folder["a.png"])).Voxels;
        Assert.Equal(expected, inner.contiguous().data<float>().ToArray());
    }

    [Fact]
    public void Grey_IsAChoice() => Assert.Equal(1, Load(Store(9, grey: true), Pair("a", Colour))[0].Channels);

    [Fact]
    public void CasesWithDifferentChannels_AreRefused()
    {
        var error = Assert.Throws<InputException>(() => Load(Store(9), Pair("a", Colour), Pair("b", Grey)));
        Assert.Contains("'a' has 3 channels and", error.Message, StringComparison.Ordinal);
        Assert.Contains("'b' 1 channel; one number was expected. --grey", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, Load(Store(9, grey: true), Pair("a", Colour), Pair("b", Grey)).Count);
    }

    [Fact]
    public void ABlankTileAmongOthers_IsAccepted_AndASetOfBlankOnesIsNot()
    {
        Case blank = Pair("blank", Grey with { Sample = static (_, _, _) => 0 }), other = Pair("b", Grey);
        Assert.Equal(2, Load(Store(9), blank, other).Count);
        Assert.Contains("No image has contrast", Assert.Throws<InputException>(() => Load(Store(9), blank)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ASliceIsBlank_OnlyIfEachChannelIsUniform()
    {
        byte[] labels = [0, 0];
        Assert.True(SliceFacts.Measure([1, 1, 2, 2, 3, 3], labels).IsBlank);
        Assert.False(SliceFacts.Measure([1, 1, 2, 5, 3, 3], labels).IsBlank);
    }

    [Fact]
    public void WhatIsLeftOutOfAPicture_IsANote()
    {
        var store = Store(9);
        Load(store, Pair("a", Colour with { ColourType = 6, Sample = static (x, y, c) => (40 * x) + y + c }));
        Assert.Contains("a.png': its transparency is left out", Assert.Single(store.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void TheNetwork_TakesTheChannels_AndALoneTinySlice()
    {
        using var scope = NewDisposeScope();
        using var network = new UNet(width: 2, depth: 3, inputs: 3);
        Assert.Equal([2, 1, 8, 9], network.call(randn(2, 3, 8, 9)).shape);
        Assert.Equal([1, 1, 4, 3], network.call(randn(1, 3, 4, 3)).shape);

        // The variance of a single value would be 0 / 0, and stay in the statistics that the trained network uses.
        Assert.All(network.buffers(), static b => Assert.True(b.isfinite().all().item<bool>()));
    }

    public void Dispose() => folder.Dispose();

    private static PngBytes Colour => new(4, 3, 8, 2, static (x, y, c) => (10 * x) + (50 * y) + (x * y * c));

    private static PngBytes Grey => new(4, 3, 8, 0, static (x, y, _) => x + y);

    private SliceStore Store(int megabytes, bool grey = false) => new(Axis.Z, LabelMap.Binary, new() { Pictures = new(grey, false) }, megabytes * 1_000_000L, folder["cache"]);

    private static IReadOnlyList<ISliceSource> Load(SliceStore store, params Case[] cases) => CaseLoader.Load(cases, store, skip: false, new());

    private Case Pair(string name, PngBytes image) =>
        new(name, folder.Write($"{name}.png", image.ToBytes()), folder.Write($"{name}_mask.png", new PngBytes(4, 3, 1, 0, static (x, _, _) => x % 2).ToBytes()));
}
