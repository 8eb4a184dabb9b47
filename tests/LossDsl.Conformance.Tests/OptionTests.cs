using LossDsl.Conformance.Cases;
using LossDsl.Conformance.Losses;
using LossDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>Targets as class indices, maps from the caller, spacing, and the messages for what does not fit.</summary>
public sealed class OptionTests : IDisposable
{
    private static readonly long[] Shape = [2, 3, 4, 5];
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Generator random = new(3);

    public static TheoryData<string> Losses => [.. LossCatalog.All.Select(static entry => entry.Metadata.Name)];

    public void Dispose() => scope.Dispose();

    [Theory]
    [MemberData(nameof(Losses))]
    public void Class_indices_are_one_hot_targets(string loss)
    {
        var (logits, labels) = (Logits(), randint(0, 3, [2, 4, 5], int64, generator: random));
        var oneHot = nn.functional.one_hot(labels, 3).movedim([-1], [1]).to_type(float64);
        foreach (var (activation, smoothing) in new[] { (Activation.Softmax, 0.1), (Activation.Sigmoid, 0), (Activation.Softmax, 0) })
        {
            var module = LossCatalog.All[loss].Create(options: new() { Activation = activation, LabelSmoothing = smoothing });

            AssertSame(module.ValueAndGradient(logits, oneHot), module.ValueAndGradient(logits, labels));
            AssertSame(module.ValueAndGradient(logits, oneHot), module.ValueAndGradient(logits, labels.to_type(uint8)));
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void An_ignored_index_is_a_mask_of_pixels(string loss)
    {
        var (logits, labels) = (Logits(), randint(0, 3, [2, 4, 5], int64, generator: random));
        var isIgnored = rand([2, 4, 5], generator: random).lt(0.3);
        var oneHot = nn.functional.one_hot(labels, 3).movedim([-1], [1]).to_type(float64);
        var (module, ignoring) = (Loss(loss), Loss(loss, new() { Activation = Activation.Softmax, IgnoreIndex = 255 }));

        var masked = module.ValueAndGradient(logits, oneHot, new() { Valid = isIgnored.logical_not().unsqueeze(1) });

        AssertSame(masked, ignoring.ValueAndGradient(logits, where(isIgnored, full_like(labels, 255), labels)));
        AssertSame(masked, ignoring.ValueAndGradient(logits, where(isIgnored.unsqueeze(1), full_like(oneHot, 255), oneHot)));
        Assert.Equal(0, Numbers.Largest(Numbers.Of(masked.Gradient.masked_select(isIgnored.unsqueeze(1).expand(Shape)))));
    }

    [Fact]
    public void A_map_of_the_caller_is_used_and_none_computed()
    {
        var (logits, target) = (Logits(), OneHot());
        var phi = rand(Shape, float64, generator: random);
        var annotations = new TargetAnnotations { Maps = new Dictionary<string, Tensor> { ["phi"] = phi }, Spacing = [1, 1] };

        var value = Loss("distance-map-penalty").Compute(logits, target, annotations);

        var crossEntropy = -(target * logits.log_softmax(1) + (1 - target) * (1 - logits.softmax(1)).log());
        Assert.Equal(((1 + phi) * crossEntropy).mean().item<double>(), value.item<double>(), 1e-12);
    }

    [Fact]
    public void A_provider_of_ones_own_sees_the_mask_and_the_spacing()
    {
        var (logits, target) = (Logits(), OneHot());

        var value = new OwnMapLoss(new() { Activation = Activation.Softmax }).Compute(logits, target, new() { Spacing = [2, 3] });

        Assert.Equal((logits.softmax(1) * (target + 5)).mean().item<double>(), value.item<double>(), 1e-12);
    }

    [Fact]
    public void Distances_are_in_the_unit_of_the_spacing()
    {
        var (logits, target) = (Logits(), OneHot());
        var loss = Loss("boundary");

        var scaled = loss.Compute(logits, target, new() { Spacing = [2.5, 2.5] });

        Assert.Equal(2.5 * loss.call(logits, target).item<double>(), scaled.item<double>(), 1e-12);
    }

    [Fact]
    public void Annotations_must_fit()
    {
        Refused("Logits have shape [2, 3, 4, 5], Valid has shape [2, 4, 5]; it must have as many dimensions, each the same or 1.", new() { Valid = ones(2, 4, 5) });
        Refused("Logits have shape [2, 3, 4, 5], Valid has shape [2, 2, 4, 5]; it must have as many dimensions, each the same or 1.", new() { Valid = ones(2, 2, 4, 5) });
        Refused("Logits have shape [2, 3, 4, 5], map 'phi' has shape [2, 1, 4, 5]; they must be equal.", new() { Maps = new Dictionary<string, Tensor> { ["phi"] = ones(2, 1, 4, 5) } });
        Refused("Logits of shape [2, 3, 4, 5] have 2 spatial dimensions, Spacing has 3 numbers.", new() { Spacing = [1, 1, 1] });

        void Refused(string message, TargetAnnotations annotations) =>
            Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => Loss("distance-map-penalty").ValueAndGradient(Logits(), OneHot(), annotations)).Message);
    }

    [Fact]
    public void Options_must_fit_the_classes()
    {
        Refused("Logits of shape [2, 1, 4] have one class; without the background, class 0, nothing is left. Use IncludeBackground = true.", zeros(2, 1, 4), zeros(2, 1, 4), new() { IncludeBackground = false });
        Refused("Logits have 3 classes, ClassWeights has 2 weights; give one for each class, the background too.", zeros(2, 3, 4), zeros(2, 3, 4), new() { ClassWeights = [1, 2] });
        Refused("A target without the dimension of classes, [2, 4], holds class indices and must be an integer type; it is Float32.", zeros(2, 3, 4), zeros(2, 4), new());
        Refused("2 of 8 target values lie outside [0, 2].", zeros(2, 3, 4), tensor(new long[] { 0, 1, 2, 3, 0, 255, -1, 2 }, [2, 4]), new() { CheckValues = true, IgnoreIndex = 255 });

        static void Refused(string message, Tensor logits, Tensor target, LossOptions options) =>
            Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => new DiceLoss(options: options).call(logits, target)).Message);
    }

    private static void AssertSame(LossAndGradient expected, LossAndGradient actual)
    {
        Assert.InRange(Numbers.Distance(Numbers.Of(actual.Value), Numbers.Of(expected.Value)), 0, 1e-12);
        Assert.InRange(Numbers.Distance(Numbers.Of(actual.Gradient), Numbers.Of(expected.Gradient)), 0, 1e-12);
        Assert.True(Numbers.Largest(Numbers.Of(actual.Gradient)) > 0);
    }

    private static FormulaLoss Loss(string name, LossOptions? options = null) => LossCatalog.All[name].Create(options: options ?? new() { Activation = Activation.Softmax });

    private Tensor Logits() => randn(Shape, float64, generator: random);

    private Tensor OneHot() => nn.functional.one_hot(randint(0, 3, [2, 4, 5], int64, generator: random), 3).movedim([-1], [1]).to_type(float64);
}
