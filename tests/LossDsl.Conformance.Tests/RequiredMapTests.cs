using LossDsl.Conformance.Cases;
using LossDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>Tests of the maps listed in the metadata of a loss, with which a caller can compute the maps of a target ahead of training.</summary>
public sealed class RequiredMapTests : IDisposable
{
    private static readonly long[] Shape = [2, 3, 6, 7];
    private static readonly double[] Spacing = [0.7, 2];
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Generator random = new(11);

    public static TheoryData<string, ScalarType> LossesOfTargetMaps
    {
        get
        {
            var data = new TheoryData<string, ScalarType>();
            foreach (var entry in LossCatalog.All.Where(static entry => entry.Metadata.RequiredMaps.Any(static map => map.Of == Of.Target)))
            {
                data.Add(entry.Metadata.Name, ScalarType.Float32);
                data.Add(entry.Metadata.Name, ScalarType.Float64);
            }

            return data;
        }
    }

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Metadata_lists_the_maps_of_every_loss() => Assert.Equal(
        [
            "boundary: distance (Target, Signed)",
            "dice-boundary: distance (Target, Signed)",
            "distance-map-penalty: phi (Target, Inverted)",
            "distance-weighted-dice: phi (Target, Inverted)",
            "hausdorff: targetDistance (Target, Euclidean), predictionDistance (Prediction, Euclidean)",
            "log-hausdorff: targetDistance (Target, Euclidean), predictionDistance (Prediction, Euclidean)",
            "one-sided-hausdorff: targetDistance (Target, Euclidean)",
            "shape-aware: contour (Prediction, ContourMapProvider), toTarget (Target, ToContour)",
            "shape-aware-survey-literal: contour (Prediction, ContourMapProvider), toTarget (Target, ToContour)",
        ],
        LossCatalog.All.Where(static entry => entry.Metadata.RequiredMaps.Count > 0).Select(static entry => $"{entry.Metadata.Name}: {string.Join(", ", entry.Metadata.RequiredMaps)}"));

    [Theory]
    [MemberData(nameof(LossesOfTargetMaps))]
    public void Maps_computed_ahead_give_the_same_value_and_gradient(string name, ScalarType type)
    {
        var loss = LossCatalog.All[name].Create();
        var (logits, target) = ((randn(Shape, float64, generator: random) * 3).to_type(type), Mask().to_type(type));

        using var expected = loss.ValueAndGradient(logits, target, new() { Spacing = Spacing });
        using var actual = loss.ValueAndGradient(logits, target, new() { Spacing = Spacing, Maps = MapsOfTarget(loss, target) });

        Assert.Equal(Numbers.Of(expected.Value), Numbers.Of(actual.Value));
        Assert.Equal(Numbers.Of(expected.Gradient), Numbers.Of(actual.Gradient));
    }

    // The call gets another spacing than the maps, so that a map computed again would differ.
    [Theory]
    [MemberData(nameof(LossesOfTargetMaps))]
    public void A_map_from_the_caller_is_not_computed_again(string name, ScalarType type)
    {
        var loss = LossCatalog.All[name].Create();
        var (logits, target) = ((randn(Shape, float64, generator: random) * 3).to_type(type), Mask().to_type(type));
        var ofPrediction = loss.Metadata.RequiredMaps.Any(static map => map.Of == Of.Prediction && map.Kind is not null);
        using var expected = loss.ValueAndGradient(logits, target, new() { Spacing = Spacing });
        using var unspaced = loss.ValueAndGradient(logits, target);

        using var actual = loss.ValueAndGradient(logits, target, new() { Spacing = ofPrediction ? Spacing : null, Maps = MapsOfTarget(loss, target) });

        Assert.NotEqual(Numbers.Of(unspaced.Value), Numbers.Of(actual.Value));
        Assert.Equal(Numbers.Of(expected.Value), Numbers.Of(actual.Value));
        Assert.Equal(Numbers.Of(expected.Gradient), Numbers.Of(actual.Gradient));
    }

    [Fact]
    public void A_provider_does_not_run_again_for_maps_computed_ahead()
    {
        var loss = new OwnMapLoss();
        var (logits, target) = (randn(Shape, float64, generator: random), Mask());
        var before = OwnMapLoss.Provider.Calls;

        var maps = MapsOfTarget(loss, target);
        for (var epoch = 0; epoch < 3; epoch++)
        {
            loss.ValueAndGradient(logits, target, new() { Maps = maps }).Dispose();
        }

        Assert.Equal(1, OwnMapLoss.Provider.Calls - before);
        Assert.Equal((typeof(OwnMapLoss.Provider).FullName, null), (loss.Metadata.RequiredMaps[0].Provider, loss.Metadata.RequiredMaps[0].Kind));
    }

    [Fact]
    public void A_provider_gets_a_mask_of_zeros_and_ones()
    {
        var map = new OwnMapLoss().Metadata.RequiredMaps[0];

        Assert.Equal([5, 5, 6, 6], Numbers.Of(map.Compute(tensor(new[] { 0, 0.5, 0.51, 1 }, [1, 1, 2, 2]), [2, 3])));
    }

    [Fact]
    public void A_mask_or_spacing_that_does_not_fit_is_refused()
    {
        var map = LossCatalog.All["boundary"].Metadata.RequiredMaps[0];

        Assert.StartsWith("The mask has shape [4]; it must be [B, C, ...]", Assert.Throws<ArgumentException>(() => map.Compute(ones(4))).Message);
        Assert.StartsWith("The spacing has 1 numbers", Assert.Throws<ArgumentException>(() => map.Compute(ones(1, 1, 4, 4), [1])).Message);
        Assert.Throws<ArgumentNullException>(() => map.Compute(null!));
    }

    private static Dictionary<string, Tensor> MapsOfTarget(FormulaLoss loss, Tensor target) =>
        loss.Metadata.RequiredMaps.Where(static map => map.Of == Of.Target).ToDictionary(static map => map.Name, map => map.Compute(target, Spacing));

    private Tensor Mask() => rand(Shape, float64, generator: random).gt(0.6).to_type(float64);
}
