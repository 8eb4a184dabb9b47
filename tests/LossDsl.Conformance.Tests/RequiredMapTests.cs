using LossDsl.Conformance.Cases;
using LossDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>What metadata says of maps: enough to compute those of the target ahead, by somebody who knows nothing else of the loss.</summary>
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
            "distance-map-penalty: phi (Target, Inverted)",
            "hausdorff: targetDistance (Target, Euclidean), predictionDistance (Prediction, Euclidean)",
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
        using var actual = loss.ValueAndGradient(logits, target, new() { Spacing = Spacing, Maps = OfTarget(loss, target) });

        Assert.Equal(Numbers.Of(expected.Value), Numbers.Of(actual.Value));
        Assert.Equal(Numbers.Of(expected.Gradient), Numbers.Of(actual.Gradient));
    }

    // The call is given another spacing than the maps: a map that it computed itself would differ.
    [Theory]
    [MemberData(nameof(LossesOfTargetMaps))]
    public void No_map_that_was_handed_in_is_computed_again(string name, ScalarType type)
    {
        var loss = LossCatalog.All[name].Create();
        var (logits, target) = ((randn(Shape, float64, generator: random) * 3).to_type(type), Mask().to_type(type));
        var ofPrediction = loss.Metadata.RequiredMaps.Any(static map => map.Of == Of.Prediction && map.Kind is not null);
        using var expected = loss.ValueAndGradient(logits, target, new() { Spacing = Spacing });
        using var unspaced = loss.ValueAndGradient(logits, target);

        using var actual = loss.ValueAndGradient(logits, target, new() { Spacing = ofPrediction ? Spacing : null, Maps = OfTarget(loss, target) });

        Assert.NotEqual(Numbers.Of(unspaced.Value), Numbers.Of(actual.Value));
        Assert.Equal(Numbers.Of(expected.Value), Numbers.Of(actual.Value));
        Assert.Equal(Numbers.Of(expected.Gradient), Numbers.Of(actual.Gradient));
    }

    [Fact]
    public void A_provider_of_ones_own_runs_once_for_each_target()
    {
        var loss = new OwnMapLoss();
        var (logits, target) = (randn(Shape, float64, generator: random), Mask());
        var before = OwnMapLoss.Provider.Calls;

        var maps = OfTarget(loss, target);
        for (var epoch = 0; epoch < 3; epoch++)
        {
            loss.ValueAndGradient(logits, target, new() { Maps = maps }).Dispose();
        }

        Assert.Equal(1, OwnMapLoss.Provider.Calls - before);
        Assert.Equal((typeof(OwnMapLoss.Provider).FullName, null), (loss.Metadata.RequiredMaps[0].Provider, loss.Metadata.RequiredMaps[0].Kind));
    }

    [Fact]
    public void A_provider_sees_a_mask_of_zeros_and_ones()
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

    private static Dictionary<string, Tensor> OfTarget(FormulaLoss loss, Tensor target) =>
        loss.Metadata.RequiredMaps.Where(static map => map.Of == Of.Target).ToDictionary(static map => map.Name, map => map.Compute(target, Spacing));

    private Tensor Mask() => rand(Shape, float64, generator: random).gt(0.6).to_type(float64);
}
