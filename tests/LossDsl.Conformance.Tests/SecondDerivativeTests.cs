using LossDsl.Conformance.Cases;
using LossDsl.Conformance.Losses;
using LossDsl.Conformance.Oracles;
using LossDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Conformance;

/// <summary>Tests of second derivatives, as a gradient penalty needs them, against the same formula in tensor operations.</summary>
public sealed class SecondDerivativeTests : IDisposable
{
    private static readonly long[] Shape = [2, 3, 4, 5];
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Generator random = new(12);

    public static TheoryData<string, Activation, Region, Reduction> Settings => AutogradTests.Settings;

    public void Dispose() => scope.Dispose();

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_gradient_penalty_has_the_derivative_of_the_formula(string loss, Activation activation, Region region, Reduction reduction)
    {
        var reference = ReferenceLosses.ByName[loss].First();
        var options = new LossOptions { Activation = activation, Region = region, Reduction = reduction };
        var module = reference.Create(options);
        var (values, target) = (rand(Shape, float64, generator: random), RandomTarget());

        var (expectedFirst, expected) = Penalize(logits => Transcription.Evaluate(reference, logits, target, options));
        var (first, actual) = Penalize(logits => module.Compute(logits, target, CatalogInputs.Of(module.Metadata, 3)));

        Assert.InRange(Numbers.Distance(first, expectedFirst), 0, 1e-9 * Numbers.Largest(expectedFirst));
        Assert.InRange(Numbers.Distance(actual, expected), 0, 1e-9 * Numbers.Largest(expected));

        (double[] First, double[] Penalized) Penalize(Func<Tensor, Tensor> evaluate)
        {
            // With Activation.None these values are probabilities, kept away from the kinks at 0 and 1.
            var logits = (values * 0.8 + 0.1).requires_grad_();
            var value = evaluate(logits).square().sum();
            var gradient = autograd.grad([value], [logits], retain_graph: true, create_graph: true)[0];
            Assert.True(gradient.requires_grad);
            (value + 1000 * gradient.square().sum()).backward();
            return (Numbers.Of(gradient), Numbers.Of(logits.grad!));
        }
    }

    [Theory]
    [InlineData(Activation.Sigmoid)]
    [InlineData(Activation.Softmax)]
    [InlineData(Activation.None)]
    public void Second_derivatives_treat_indices_ignored_pixels_and_empty_masks_as_the_first_do(Activation activation)
    {
        var module = new TverskyLoss(options: new() { Activation = activation, IgnoreIndex = 255, IncludeBackground = false, EmptyMask = EmptyMask.MeanProbability });
        var target = randint(0, 2, [2, 4, 5], int64, generator: random);
        target[0, 0, 0] = 255;
        var logits = (rand(Shape, float64, generator: random) * 0.8 + 0.1).requires_grad_();

        AssertDerivesFirst(module, logits, target);
    }

    [Theory]
    [InlineData("cross-entropy", Activation.Softmax, 30)]
    [InlineData("cross-entropy", Activation.Softmax, 200)]
    [InlineData("dice-cross-entropy", Activation.Softmax, 30)]
    [InlineData("dice-cross-entropy", Activation.Softmax, 200)]
    [InlineData("focal", Activation.Softmax, 30)]
    [InlineData("focal", Activation.Softmax, 200)]
    [InlineData("softmax-focal", Activation.Softmax, 200)]
    [InlineData("focal", Activation.Sigmoid, 30)]
    [InlineData("focal", Activation.Sigmoid, 200)]
    [InlineData("matthews-correlation", Activation.Softmax, 30)]
    public void Sure_logits_of_float32_have_finite_second_derivatives(string loss, Activation activation, float limit)
    {
        var logits = full(Shape, -limit).requires_grad_();
        using (no_grad())
        {
            logits.select(1, 0).fill_(limit);
        }

        // Class 0 is predicted everywhere: right in one image, wrong in the other.
        var target = zeros([2, 4, 5], int64);
        target[0] = 1;
        var gradient = autograd.grad([Loss(loss, new() { Activation = activation }).call(logits, target)], [logits], create_graph: true)[0];
        gradient.square().sum().backward();

        Assert.All(Numbers.Of(logits.grad!), static g => Assert.True(double.IsFinite(g)));
    }

    [Fact]
    public void A_class_neither_labelled_nor_predicted_has_second_derivatives_of_0()
    {
        var logits = zeros(Shape, float64).requires_grad_();
        var loss = new DiceLoss(0, 0, new() { Activation = Activation.None });

        var gradient = autograd.grad([loss.call(logits, zeros(Shape, float64))], [logits], retain_graph: true, create_graph: true)[0];
        gradient.square().sum().backward();

        Assert.All(Numbers.Of(logits.grad!), static g => Assert.Equal(0, g));
    }

    [Theory]
    [InlineData(Reduction.Mean)]
    [InlineData(Reduction.None)]
    public void Backward_with_create_graph_leaves_a_gradient_that_can_be_differentiated(Reduction reduction)
    {
        var (logits, target) = (rand(Shape, float64, generator: random).requires_grad_(), RandomTarget());
        var result = Loss("dice", new() { Reduction = reduction }).call(logits, target).sum();

        autograd.backward([result], create_graph: true);

        Assert.True(logits.grad!.requires_grad);
        var second = autograd.grad([logits.grad!.square().sum()], [logits])[0];
        Assert.True(second.count_nonzero().item<long>() > 0);
        logits.grad = null!;
    }

    [Fact]
    public void A_penalty_reaches_the_network_that_made_the_logits()
    {
        using var network = Sequential(Conv2d(2, 4, 3, padding: 1), Tanh(), Conv2d(4, 3, 1)).to(float64);
        var (reference, options) = (ReferenceLosses.ByName["dice-cross-entropy"].First(), new LossOptions { Activation = Activation.Sigmoid });
        var (image, target) = (rand([2, 2, 4, 5], float64, generator: random), RandomTarget());

        var expected = GradientsAfter(logits => Transcription.Evaluate(reference, logits, target, options));
        var actual = GradientsAfter(logits => reference.Create(options).call(logits, target));

        Assert.All(actual.Zip(expected), static pair => Assert.InRange(Numbers.Distance(pair.First, pair.Second), 0, 1e-9 * Numbers.Largest(pair.Second)));

        double[][] GradientsAfter(Func<Tensor, Tensor> loss)
        {
            network.zero_grad();
            var pixels = image.detach().requires_grad_();
            var value = loss(network.call(pixels));
            (value + 1000 * autograd.grad([value], [pixels], retain_graph: true, create_graph: true)[0].square().sum()).backward();
            return [.. network.parameters().Select(static p => p.grad is { IsInvalid: false } g ? Numbers.Of(g) : [0.0])];
        }
    }

    [Fact]
    public void Half_logits_have_half_second_derivatives()
    {
        var (logits, target) = (rand(Shape, float16, generator: random).requires_grad_(), RandomTarget());

        var gradient = autograd.grad([Loss("dice").call(logits, target)], [logits], retain_graph: true, create_graph: true)[0];
        autograd.backward([(gradient.to_type(float32) * 1000).square().sum()]);

        Assert.Equal((float16, float16), (gradient.dtype, logits.grad!.dtype));
        Assert.True(logits.grad!.count_nonzero().item<long>() > 0);
    }

    private static void AssertDerivesFirst(FormulaLoss module, Tensor logits, Tensor target)
    {
        const double Step = 1e-5;
        var gradient = autograd.grad([module.call(logits, target)], [logits], retain_graph: true, create_graph: true)[0];
        var second = autograd.grad([gradient.square().sum()], [logits])[0];
        var direction = randn(Shape, float64, generator: new Generator(13));

        var expected = (Penalty(logits.detach() + Step * direction) - Penalty(logits.detach() - Step * direction)) / (2 * Step);

        Assert.InRange((second * direction).sum().item<double>(), expected - 1e-6 * Math.Abs(expected), expected + 1e-6 * Math.Abs(expected));

        double Penalty(Tensor at)
        {
            using var result = module.ValueAndGradient(at, target);
            return result.Gradient.square().sum().item<double>();
        }
    }

    private static FormulaLoss Loss(string name, LossOptions? options = null) => LossCatalog.All[name].Create(options: options);

    private Tensor RandomTarget() => rand(Shape, float64, generator: random).gt(0.5).to_type(float64);
}
