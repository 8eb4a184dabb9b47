using LossDsl.Conformance.Cases;
using LossDsl.Conformance.Losses;
using LossDsl.Conformance.Oracles;
using LossDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>Tests of targets as class indices, ignored pixels, maps and spacing from the caller, and the messages for annotations and options that do not fit.</summary>
public sealed class OptionTests : IDisposable
{
    private static readonly long[] Shape = [2, 3, 4, 5];
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Generator random = new(3);

    public static TheoryData<string> Losses => [.. LossCatalog.All.Select(static entry => entry.Metadata.Name)];

    public void Dispose() => scope.Dispose();

    [Theory]
    [MemberData(nameof(Losses))]
    public void Class_indices_have_value_and_gradient_of_a_one_hot_target(string loss)
    {
        LossOptions softmax = new() { Activation = Activation.Softmax };
        AssertIndicesEqualOneHot(loss, softmax);
        AssertIndicesEqualOneHot(loss, new() { Activation = Activation.Sigmoid });
        AssertIndicesEqualOneHot(loss, new() { Activation = Activation.None });
        AssertIndicesEqualOneHot(loss, softmax with { LabelSmoothing = 0.1 });
        AssertIndicesEqualOneHot(loss, softmax with { LabelSmoothing = 0.1, SoftLabels = SoftLabels.L1 });
        AssertIndicesEqualOneHot(loss, softmax with { SoftLabels = SoftLabels.L1 });
        AssertIndicesEqualOneHot(loss, softmax with { Region = Region.WholeBatch, Reduction = nn.Reduction.None });
        AssertIndicesEqualOneHot(loss, softmax with { Region = Region.WholeBatch, LabelSmoothing = 0.2, ClassWeights = [0.5, 1, 2] });
        AssertIndicesEqualOneHot(loss, softmax with { IncludeBackground = false, Reduction = nn.Reduction.Sum });
        foreach (var policy in Enum.GetValues<EmptyMask>())
        {
            AssertIndicesEqualOneHot(loss, softmax with { EmptyMask = policy }, classes: 2);
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Class_indices_may_have_any_number_of_spatial_dimensions(string loss)
    {
        LossOptions softmax = new() { Activation = Activation.Softmax };
        AssertIndicesEqualOneHot(loss, softmax, [1, 3, 2, 4, 3]);
        AssertIndicesEqualOneHot(loss, new() { Activation = Activation.Sigmoid }, [2, 2, 4, 5]);
        AssertIndicesEqualOneHot(loss, softmax, [4, 3]);
        AssertIndicesEqualOneHot(loss, softmax with { Region = Region.WholeBatch }, [4, 3]);
        AssertIndicesEqualOneHot(loss, softmax with { LabelSmoothing = 0.1 });
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_validity_mask_may_differ_between_classes_for_class_indices(string loss)
    {
        TargetAnnotations annotations = new() { Valid = rand(Shape, generator: random).gt(0.3) };
        AssertIndicesEqualOneHot(loss, new() { Activation = Activation.Sigmoid }, annotations: annotations);
        AssertIndicesEqualOneHot(loss, new() { Activation = Activation.Softmax, Region = Region.WholeBatch, LabelSmoothing = 0.1 }, annotations: annotations);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void IgnoreIndex_equals_a_validity_mask(string loss)
    {
        var (logits, labels) = (SizeOfLogits(loss) * Logits(), randint(0, 3, [2, 4, 5], int64, generator: random));
        var isIgnored = rand([2, 4, 5], generator: random).lt(0.3);
        var oneHot = nn.functional.one_hot(labels, 3).movedim([-1], [1]).to_type(float64);
        var (module, ignoring) = (Loss(loss), Loss(loss, new() { Activation = Activation.Softmax, IgnoreIndex = 255 }));

        var masked = module.ValueAndGradientOfInputs(logits, oneHot, new() { Valid = isIgnored.logical_not().unsqueeze(1) });

        AssertSame(masked, ignoring.ValueAndGradientOfInputs(logits, where(isIgnored, full_like(labels, 255), labels)));
        AssertSame(masked, ignoring.ValueAndGradientOfInputs(logits, where(isIgnored.unsqueeze(1), full_like(oneHot, 255), oneHot)));
        Assert.Equal(0, Numbers.Largest(Numbers.Of(masked.Gradient.masked_select(isIgnored.unsqueeze(1).expand(Shape)))));
    }

    [Fact]
    public void A_map_of_the_caller_replaces_the_computed_one()
    {
        var (logits, target) = (Logits(), OneHot());
        var phi = rand(Shape, float64, generator: random);
        var annotations = new TargetAnnotations { Maps = new Dictionary<string, Tensor> { ["phi"] = phi }, Spacing = [1, 1] };

        var value = Loss("distance-map-penalty").Compute(logits, target, annotations);

        var crossEntropy = -(target * logits.log_softmax(1) + (1 - target) * (1 - logits.softmax(1)).log());
        Assert.Equal(((1 + phi) * crossEntropy).mean().item<double>(), value.item<double>(), 1e-12);
    }

    [Fact]
    public void A_map_provider_gets_the_mask_and_the_spacing()
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
    public void Annotations_that_do_not_fit_are_refused()
    {
        Refused("Logits have shape [2, 3, 4, 5], Valid has shape [2, 4, 5]; it must have as many dimensions, each the same or 1.", new() { Valid = ones(2, 4, 5) });
        Refused("Logits have shape [2, 3, 4, 5], Valid has shape [2, 2, 4, 5]; it must have as many dimensions, each the same or 1.", new() { Valid = ones(2, 2, 4, 5) });
        Refused("Logits have shape [2, 3, 4, 5], map 'phi' has shape [2, 1, 4, 5]; they must be equal.", new() { Maps = new Dictionary<string, Tensor> { ["phi"] = ones(2, 1, 4, 5) } });
        Refused("Logits of shape [2, 3, 4, 5] have 2 spatial dimensions, Spacing has 3 numbers.", new() { Spacing = [1, 1, 1] });

        void Refused(string message, TargetAnnotations annotations) =>
            Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => Loss("distance-map-penalty").ValueAndGradient(Logits(), OneHot(), annotations)).Message);
    }

    [Fact]
    public void Options_that_do_not_fit_the_classes_are_refused()
    {
        Refused("Logits of shape [2, 1, 4] have one class; without the background, class 0, nothing is left. Use IncludeBackground = true.", zeros(2, 1, 4), zeros(2, 1, 4), new() { IncludeBackground = false });
        Refused("Logits have 3 classes, ClassWeights has 2 weights; give one for each class, the background too.", zeros(2, 3, 4), zeros(2, 3, 4), new() { ClassWeights = [1, 2] });
        Refused("A target without the dimension of classes, [2, 4], holds class indices and must be an integer type; it is Float32.", zeros(2, 3, 4), zeros(2, 4), new());
        Refused("2 of 8 target values are no class indices of 3 classes, 0 to 2; the first is 3 at [0, 3].", zeros(2, 3, 4), tensor(new long[] { 0, 1, 2, 3, 0, 255, -1, 2 }, [2, 4]), new() { IgnoreIndex = 255 });

        static void Refused(string message, Tensor logits, Tensor target, LossOptions options) =>
            Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => new DiceLoss(options: options).call(logits, target)).Message);
    }

    // The expected value comes from the formula run as C#: a fault in generated code could be the same for both kinds of target.
    [Fact]
    public void Every_function_takes_a_target_of_class_indices()
    {
        var all = from backend in Enum.GetValues<Backend>()
                  from options in new LossOptions[] { new(), new() { Activation = Activation.Softmax, LabelSmoothing = 0.1 } }
                  select options with { Backend = backend };
        foreach (var options in all)
        {
            var loss = new OwnFunctionsLoss(options: options);
            AssertIndicesEqualOneHot(loss, options);
            var (logits, oneHot) = (Logits(), OneHot());

            var interpreter = new StageInterpreter(typeof(OwnFunctionsLoss), new Dictionary<string, double>(), options, new(Numbers.Of(oneHot), null, options, Shape));
            var expected = interpreter.Evaluate(Numbers.Of(logits))[0];
            var actual = loss.ValueAndGradient(logits, oneHot);

            Assert.Equal(expected, actual.Value.item<double>(), 1e-12 * Math.Abs(expected));
        }
    }

    private void AssertIndicesEqualOneHot(string loss, LossOptions options, long[]? shape = null, int? classes = null, TargetAnnotations? annotations = null) =>
        AssertIndicesEqualOneHot(Loss(loss, options), options, shape, classes, annotations);

    private void AssertIndicesEqualOneHot(FormulaLoss module, LossOptions options, long[]? shape = null, int? classes = null, TargetAnnotations? annotations = null)
    {
        shape ??= Shape;
        var logits = SizeOfLogits(module.Metadata.Name) * randn(shape, float64, generator: random);
        logits = options.Activation == Activation.None ? logits.sigmoid() * 0.9 + 0.05 : logits;
        var labels = randint(0, classes ?? shape[1], [shape[0], .. shape[2..]], int64, generator: random);
        var oneHot = stack(Enumerable.Range(0, (int)shape[1]).Select(c => labels.eq(c).to_type(float64)), 1);
        var expected = module.ValueAndGradientOfInputs(logits, oneHot, annotations);

        AssertSame(expected, module.ValueAndGradientOfInputs(logits, labels, annotations));
        AssertSame(expected, module.ValueAndGradientOfInputs(logits, labels.to_type(uint8), annotations));
    }

    // Erosions leave nothing of small errors.
    private static double SizeOfLogits(string loss) => loss == "hausdorff-erosion" ? 5 : 1;

    private static void AssertSame(LossAndGradient expected, LossAndGradient actual)
    {
        var (value, gradient) = (Numbers.Of(expected.Value), Numbers.Of(expected.Gradient));
        Assert.InRange(Numbers.Distance(Numbers.Of(actual.Value), value), 0, 1e-12 * Numbers.Largest(value));
        Assert.InRange(Numbers.Distance(Numbers.Of(actual.Gradient), gradient), 0, 1e-12 * Numbers.Largest(gradient));

        // Without spatial dimensions distance maps are 0, and with them the losses that read one.
        Assert.True(actual.Gradient.dim() == 2 || Numbers.Largest(Numbers.Of(actual.Gradient)) > 0);
    }

    private static FormulaLoss Loss(string name, LossOptions? options = null) => LossCatalog.All[name].Create(options: options ?? new() { Activation = Activation.Softmax });

    private Tensor Logits() => randn(Shape, float64, generator: random);

    private Tensor OneHot() => nn.functional.one_hot(randint(0, 3, [2, 4, 5], int64, generator: random), 3).movedim([-1], [1]).to_type(float64);
}
