using LossDsl.Conformance;
using LossDsl.Cuda.Tests.Support;
using LossDsl.Losses;
using LossDsl.Testing.Inputs;
using TorchSharp;
using static TorchSharp.torch.nn;
using static TorchSharp.torch;

namespace LossDsl.Cuda.Tests.Losses;

/// <summary>Tests of CUDA kernels, on the stand-in, beyond the conformance matrix: several blocks a region, losses of this assembly, and unusual tensors.</summary>
[Collection(ExclusiveCollection.Name)]
public sealed class CudaKernelTests : IClassFixture<LossesOnStandIn>, IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Generator random = new(17);

    public static TheoryData<string> OwnLosses => [.. Own.Keys];

    private static Dictionary<string, Func<LossOptions, FormulaLoss>> Own { get; } = new()
    {
        ["functions"] = static options => new OwnFunctionsLoss(options: options),
        ["extremes and sums"] = static options => new OwnLoss(smooth: 2, options),
        ["squared mean"] = static options => new OwnSquaredMeanLoss(options),
        ["jaccard"] = static options => new OwnJaccardLoss(options),
        ["window"] = static options => new OwnWindow3Loss(options),
        ["wide window"] = static options => new OwnWindow99Loss(options),
        ["variance and covariance"] = static options => new OwnMoments11Loss(options),
        ["worst class"] = static options => new OwnWorstClassLoss(options),
        ["extremes over classes"] = static options => new OwnRelativeClassLoss(options),
        ["limits of regions"] = static options => new OwnCorrelationLoss(options),
        ["limits of images"] = static options => new OwnSumsLoss(options),
        ["map"] = static options => new OwnMapLoss(options),
        ["fields"] = static options => new OwnFieldLoss(options),
        ["largest pixels"] = static options => new OwnWorstPixelsLoss(options: options),
        ["orders of pixels"] = static options => new OwnAboveLoss(options),
        ["sums over the classes of a pixel"] = static options => new OwnPixelClassSumsLoss(options),
        ["extremes over the classes of a pixel"] = static options => new OwnPixelClassExtremesLoss(options),
        ["inputs of pixels"] = static options => new OwnInputLoss(options),
        ["inputs of every level"] = static options => new OwnInputLevelsLoss(options),
        ["worst image"] = static options => new OwnWorstImageLoss(options),
        ["images beside the batch"] = static options => new OwnRelativeImageLoss(options),
        ["regions beside the batch"] = static options => new OwnTypicalRegionLoss(options),
        ["inputs of regions"] = static options => new OwnInputRegionsLoss(options),
    };

    public void Dispose() => scope.Dispose();

    [StandInTheory]
    [MemberData(nameof(OwnLosses))]
    public void Losses_of_this_assembly_agree_with_tensor_operations(string name)
    {
        foreach (var activation in Enum.GetValues<Activation>())
        {
            var logits = activation == Activation.None ? rand([2, 3, 11, 13], float64, generator: random) : 3 * randn([2, 3, 11, 13], float64, generator: random);
            AssertSame(Own[name], new() { Activation = activation, ClassWeights = [1, 2, 3] }, logits, rand([2, 3, 11, 13], float64, generator: random));
        }
    }

    [StandInTheory]
    [InlineData("worst image")]
    [InlineData("images beside the batch")]
    [InlineData("regions beside the batch")]
    public void Reductions_over_the_batch_have_every_reduction_and_mask(string name)
    {
        var valid = rand([4, 1, 9, 5], generator: random).gt(0.3);
        valid[3] = tensor(false);
        foreach (var (region, reduction) in from region in Enum.GetValues<Region>() from reduction in Enum.GetValues<Reduction>() select (region, reduction))
        {
            LossOptions options = new() { Region = region, Reduction = reduction, Activation = Activation.Softmax, ClassWeights = [1, 2, 3] };
            var (logits, target) = (randn([4, 3, 9, 5], float64, generator: random), randint(0, 3, [4, 9, 5], int64, generator: random));
            AssertSame(Own[name], options, logits, target);
            AssertSame(Own[name], options with { IncludeBackground = false }, logits, target, valid);
        }
    }

    // Classes 0 and 2 are absent from the first image, and exact predictions make counts 0.
    [StandInTheory]
    [InlineData("limits of regions")]
    [InlineData("limits of images")]
    public void Quotients_at_0_over_0_agree_with_tensor_operations(string name)
    {
        var labels = cat([ones(1, 4, 5, int64), zeros(1, 4, 5, int64)]);
        var target = functional.one_hot(labels, 3).permute(0, 3, 1, 2).contiguous().to(float64);
        foreach (var logit in new[] { 1, 1e4 })
        {
            AssertSame(Own[name], new() { Activation = Activation.Sigmoid, Reduction = Reduction.None }, ((2 * target) - 1) * logit, target);
        }
    }

    [StandInTheory]
    [InlineData("dice", Activation.Sigmoid)]
    [InlineData("dice", Activation.Softmax)]
    [InlineData("generalized-dice", Activation.Softmax)]
    [InlineData("combo", Activation.Sigmoid)]
    [InlineData("focal", Activation.Softmax)]
    public void Large_images_take_several_blocks(string loss, Activation activation)
    {
        var (logits, target) = (3 * randn([3, 2, 90, 112], generator: random), randint(0, 2, [3, 90, 112], int64, generator: random));
        foreach (var region in Enum.GetValues<Region>())
        {
            AssertSame(options => LossCatalog.All[loss].Create(options: options), new() { Activation = activation, Region = region, Reduction = Reduction.None }, logits, target);
        }
    }

    [StandInFact]
    public void Many_classes_have_a_softmax()
    {
        var (logits, target) = (3 * randn([2, 150, 7, 9], generator: random), randint(0, 150, [2, 7, 9], int64, generator: random));
        AssertSame(static options => new DiceSoftmaxCrossEntropyLoss(options: options), new() { Activation = Activation.Softmax, IncludeBackground = false }, logits, target);
    }

    [StandInFact]
    public void Logits_of_any_layout_have_the_same_gradient()
    {
        var wide = randn([2, 61, 3, 38], generator: random);
        var (logits, target) = (wide.permute(0, 2, 3, 1).narrow(2, 1, 37), rand([2, 3, 37, 62], generator: random).gt(0.6).narrow(3, 1, 61));
        AssertSame(static options => new DiceLoss(options: options), new(), logits, target);
        AssertSame(static options => new DiceLoss(options: options), new(), cat([zeros(1), logits.flatten()])[TensorIndex.Slice(1)].reshape(logits.shape), target);
    }

    [StandInFact]
    public void A_wrong_target_makes_the_value_no_number()
    {
        var target = zeros([1, 1, 4, 4]);
        target[0, 0, 1, 2] = 7;
        using var result = new DiceLoss(options: new() { Backend = Backend.Kernels }).ValueAndGradient(randn([1, 1, 4, 4], generator: random), target);
        Assert.True(result.Value.isnan().item<bool>());
        Assert.True(result.Gradient.isnan().all().item<bool>());
    }

    [StandInFact]
    public void A_switched_off_class_has_no_gradient()
    {
        var logits = randn([1, 3, 4, 4], generator: random);
        logits[0, 1] = double.NegativeInfinity;
        AssertSame(static options => new CrossEntropyLoss(options: options), new() { Activation = Activation.Softmax }, logits, zeros([1, 4, 4], int64));
    }

    [StandInFact]
    public void A_gradient_can_be_taken_twice_and_differentiated()
    {
        var logits = randn([2, 1, 5, 5], generator: random).requires_grad_();
        var value = new DiceLoss(options: new() { Backend = Backend.Kernels }).call(logits, ones([2, 1, 5, 5]));
        value.backward(retain_graph: true);
        var once = logits.grad!.clone();
        (3 * value).backward();
        Assert.True(allclose(4 * once, logits.grad!));
    }

    [StandInTheory]
    [InlineData("dice", Activation.Sigmoid)]
    [InlineData("focal", Activation.Softmax)]
    public void The_order_of_blocks_and_threads_changes_no_bit(string name, Activation activation)
    {
        var (logits, target) = (3 * randn([2, 3, 90, 112], generator: random), randint(0, 3, [2, 90, 112], int64, generator: random));
        var loss = LossCatalog.All[name].Create(options: new() { Activation = activation, Backend = Backend.Kernels, IgnoreIndex = 2 });
        try
        {
            using var first = loss.ValueAndGradient(logits, target);
            for (var seed = 1u; seed < 20; seed++)
            {
                StandIn.SetSeed(seed);
                using var other = loss.ValueAndGradient(logits, target);
                Assert.True(first.Value.equal(other.Value).item<bool>() && first.Gradient.equal(other.Gradient).all().item<bool>(), $"seed {seed}");
            }
        }
        finally
        {
            StandIn.SetSeed(0);
        }
    }

    [StandInTheory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(2)]
    public void Approximate_functions_may_have_their_largest_error(int kind)
    {
        StandIn.SetPerturbation(kind, 5);
        try
        {
            var (logits, target) = (3 * randn([1, 2, 32, 32], generator: random), rand([1, 2, 32, 32], generator: random));
            foreach (var (name, activation) in new[] { ("combo", Activation.Sigmoid), ("exponential-logarithmic", Activation.Sigmoid), ("focal", Activation.Sigmoid), ("focal", Activation.Softmax) })
            {
                AssertSame(options => LossCatalog.All[name].Create(options: options), new() { Activation = activation }, logits, target);
            }
        }
        finally
        {
            StandIn.SetPerturbation(0);
        }
    }

    [StandInFact]
    public void A_pass_is_one_launch_and_counts_are_one_more()
    {
        var (logits, target) = (randn([2, 2, 64, 64], generator: random), randint(0, 2, [2, 64, 64], int64, generator: random));
        Assert.Equal(2ul, Launches(new DiceLoss(options: new() { Backend = Backend.Kernels })));
        Assert.Equal(1ul, Launches(new BinaryCrossEntropyLoss(options: new() { Backend = Backend.Kernels })));
        Assert.Equal(3ul, Launches(new DiceLoss(options: new() { Backend = Backend.Kernels, IgnoreIndex = 1 })));

        ulong Launches(FormulaLoss loss)
        {
            loss.Warmup(logits, target);
            StandIn.Reset();
            loss.ValueAndGradient(logits, target).Dispose();
            return StandIn.Launches;
        }
    }

    private static void AssertSame(Func<LossOptions, FormulaLoss> create, LossOptions options, Tensor logits, Tensor target, Tensor? valid = null)
    {
        var reference = create(options with { Backend = Backend.Tensors });
        var annotations = RandomInputs.Annotations(reference, logits.shape, seed: 3) with { Spacing = [1, 2], Valid = valid };
        using var expected = reference.ValueAndGradient(logits, target, annotations);
        using var actual = create(options with { Backend = Backend.Kernels }).ValueAndGradient(logits, target, annotations);
        var tolerance = logits.dtype == float64 ? 1e-10 : 1e-5;
        Assert.InRange(Distance(actual.Value, expected.Value), 0, tolerance);
        Assert.InRange(Distance(actual.Gradient, expected.Gradient), 0, tolerance);
    }

    private static double Distance(Tensor actual, Tensor expected) =>
        (actual.to_type(float64) - expected.to_type(float64)).abs().max().item<double>() / Math.Max(expected.to_type(float64).abs().max().item<double>(), 1e-30);
}
