using LossDsl;
using TorchSharp;
using UNetTrainer.Data;
using UNetTrainer.Tests.Support;
using UNetTrainer.Training;
using static TorchSharp.torch;

namespace UNetTrainer.Tests.Training;

/// <summary>Tests of <see cref="TargetMaps"/>, which computes the distance maps of each slice once and caches them.</summary>
public sealed class TargetMapsTests : IDisposable
{
    private static readonly Frame Frame = new(Phantom.Height + 2, Phantom.Width);
    private static readonly CatalogEntry Boundary = LossCatalog.All.First(static e => e.Metadata.RequiredMaps.Any(static m => m.Of == Of.Target));

    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData(Activation.Sigmoid)]
    [InlineData(Activation.Softmax)]
    public void Maps_AreThoseThatTheLossWouldCompute_OnceForEachSlice(Activation activation)
    {
        var output = new OutputLayout(activation, 2);
        var slices = Phantom.Slices();
        using var maps = new TargetMaps(Boundary.Metadata, output, [2, 1], folder.Path);
        using var first = Batch.Create([slices[20], slices[30]], Frame);
        using var second = Batch.Create([slices[30], slices[5], slices[20]], Frame);
        maps.Load([slices[20], slices[30]], first.Labels);
        var loaded = maps.Load([slices[30], slices[5], slices[20]], second.Labels);

        Assert.Equal(3, maps.Computed);
        foreach (var required in Boundary.Metadata.RequiredMaps.Where(static m => m.Of == Of.Target))
        {
            using var expected = required.Compute(output.Masks(second.Labels), [2, 1]);
            Assert.True(expected.eq(loaded[required.Name]).all().item<bool>());
        }
    }

    [Fact]
    public void ALossThatReadsMaps_HasTheSameCurve_WithThemLoadedOrComputed()
    {
        Assert.All(Curve(scale: 0).Zip(Curve(scale: 1e-12)), static p => Assert.InRange(p.Second - p.First, -1e-3 * (1 + Math.Abs(p.First)), 1e-3 * (1 + Math.Abs(p.First))));

        // A scale other than 0 augments the batches; the loss then computes the maps itself.
        double[] Curve(double scale)
        {
            var settings = new TrainingSettings { Loss = Boundary.Metadata.Name, Width = 2, Depth = 2, Scale = scale, MinBatches = 4 };
            var split = Split.Create([Phantom.Slices()], SplitFractions.Default, 1, EmptySlices.Keep, 1) with { Cache = folder.Path };
            using var trainer = new Trainer(settings, new(Boundary.Create(null, new() { Region = settings.Region })), split, CPU);
            return [.. Enumerable.Range(1, 2).Select(e => trainer.RunEpoch(e, static _ => { }, default)).SelectMany(static r => new[] { r.TrainingLoss, r.ValidationLoss })];
        }

    }

    public void Dispose() => folder.Dispose();
}
