using System.Runtime.InteropServices;
using LossDsl.Conformance.Cases;
using LossDsl.Conformance.Losses;
using LossDsl.Conformance.Oracles;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Conformance;

/// <summary>
/// Tests of losses inside autograd's graph (call, then backward) and of the direct path (ValueAndGradient, Backward) that computes the gradient without a graph.
/// </summary>
public sealed class AutogradTests : IDisposable
{
    private static readonly long[] Shape = [2, 3, 4, 5];
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Generator random = new(11);

    public static TheoryData<string, Activation, Region, Reduction> Settings
    {
        get
        {
            var data = new TheoryData<string, Activation, Region, Reduction>();
            foreach (var loss in ReferenceLosses.Defaults)
            {
                foreach (var activation in Enum.GetValues<Activation>())
                {
                    data.Add(loss.Name, activation, Region.PerImage, Reduction.Mean);
                    data.Add(loss.Name, activation, Region.WholeBatch, Reduction.Sum);
                    data.Add(loss.Name, activation, Region.PerImage, Reduction.None);
                }
            }

            return data;
        }
    }

    public void Dispose() => scope.Dispose();

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_network_gets_the_same_gradients_by_each_path_and_by_autograd(string loss, Activation activation, Region region, Reduction reduction)
    {
        var reference = ReferenceLosses.ByName[loss].First();
        var options = new LossOptions { Activation = activation, Region = region, Reduction = reduction };
        var module = reference.Create(options);
        using var network = Sequential(Conv2d(2, 4, 3, padding: 1), Tanh(), Conv2d(4, 3, 1), Sigmoid()).to(float64);
        var (image, target) = (rand([2, 2, 4, 5], float64, generator: random), RandomTarget());

        var expected = GradientsAfter(logits => Transcription.Evaluate(reference, logits, target, options).sum().backward());
        var annotations = CatalogInputs.Of(module.Metadata, 3);
        var called = GradientsAfter(logits => module.Compute(logits, target, annotations).sum().backward());
        var direct = GradientsAfter(logits => module.Backward(logits, target, annotations));

        for (var i = 0; i < expected.Length; i++)
        {
            Assert.InRange(Numbers.Distance(called[i], expected[i]), 0, 1e-9 * Numbers.Largest(expected[i]));
            Assert.InRange(Numbers.Distance(direct[i], expected[i]), 0, 1e-9 * Numbers.Largest(expected[i]));
        }

        double[][] GradientsAfter(Action<Tensor> backward)
        {
            network.zero_grad();
            backward(network.call(image));
            return [.. network.parameters().Select(static p => Numbers.Of(p.grad!))];
        }
    }

    [Fact]
    public void Losses_add_up_in_one_graph()
    {
        var (logits, target) = (Logits(), RandomTarget());
        var (dice, tversky) = (Loss("dice"), Loss("tversky"));

        (0.25 * dice.call(logits, target) + logits.square().mean() - 2 * tversky.call(logits, target)).backward();

        using var first = dice.ValueAndGradient(logits, target);
        using var second = tversky.ValueAndGradient(logits, target);
        var expected = 0.25 * first.Gradient + 2 * logits.detach() / logits.numel() - 2 * second.Gradient;
        Assert.True(logits.grad!.allclose(expected, 1e-12, 1e-15));
    }

    [Fact]
    public void A_loss_scale_reaches_half_gradients_before_they_are_narrowed()
    {
        // The scale 2^24 is no float16 number, and without a scale the gradient underflows to 0 in float16.
        var logits = full([1, 1, 512, 512], -9, float16).requires_grad_();
        var target = zeros_like(logits);
        target[0, 0, 0, 0] = 1;
        var scale = Math.Pow(2, 24);

        (Loss("dice").call(logits, target) * scale).backward();

        using var exact = logits.detach().to_type(float64).requires_grad_();
        Transcription.Evaluate(ReferenceLosses.ByName["dice"].First(), exact, target.to_type(float64), new()).backward();
        var expected = Numbers.Of(exact.grad! * scale);
        Assert.InRange(Numbers.Largest(expected) / scale, 0, 1e-3);
        Assert.InRange(Numbers.Distance(Numbers.Of(logits.grad!), expected), 0, 1e-3 * Numbers.Largest(expected));
    }

    [Theory]
    [InlineData(Reduction.Mean)]
    [InlineData(Reduction.None)]
    public void Backward_can_run_again_over_a_retained_graph(Reduction reduction)
    {
        var logits = Logits();
        var result = Loss("jaccard", new() { Reduction = reduction }).call(logits, RandomTarget()).sum();

        autograd.backward([result], retain_graph: true);
        var once = logits.grad!.clone();
        autograd.backward([result], retain_graph: true);

        Assert.True(logits.grad!.equal(2 * once).all().item<bool>());
    }

    [Fact]
    public void A_gradient_with_a_graph_equals_that_of_the_direct_path()
    {
        var (logits, target) = (Logits(), RandomTarget());
        var loss = Loss("dice");

        var gradient = autograd.grad([loss.call(logits, target)], [logits], create_graph: true)[0];

        using var direct = loss.ValueAndGradient(logits, target);
        Assert.InRange(Numbers.Distance(Numbers.Of(gradient), Numbers.Of(direct.Gradient)), 0, 1e-13 * Numbers.Largest(Numbers.Of(direct.Gradient)));
        Assert.True(gradient.requires_grad);
    }

    // With Reduction.None the backward pass reads logits and target again. Without a check it would read the changed values.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_change_in_place_before_backward_is_an_exception_and_not_the_end_of_the_process(bool changesTarget)
    {
        var (leaf, target) = (Logits(), RandomTarget());
        var logits = leaf * 1;
        var loss = Loss("dice", new() { Reduction = Reduction.None });
        var result = loss.call(logits, target).sum();
        Assert.Null(loss.LastBackwardError);
        ChangeInPlace(changesTarget ? target : logits);

        var e = Assert.Throws<ExternalException>(() => result.backward());

        Assert.Contains("modified by an inplace operation", e.Message);
        Assert.Contains("modified in place", Assert.IsAssignableFrom<InvalidOperationException>(loss.LastBackwardError).Message);
        Assert.True(leaf.grad is null || leaf.grad.IsInvalid);
        // The failure leaves the process able to run further backward passes.
        Loss("dice").call(leaf, RandomTarget()).backward();
        Assert.True(leaf.grad!.isfinite().all().item<bool>());
    }

    // In TorchSharp 0.107 an exception of libtorch inside autograd.grad ends the process, so the gradient is NaN instead.
    [Theory]
    [InlineData(Reduction.None, false)]
    [InlineData(Reduction.None, true)]
    [InlineData(Reduction.Mean, true)]
    public void A_change_in_place_before_autograd_grad_gives_NaN(Reduction reduction, bool createGraph)
    {
        var (leaf, target) = (Logits(), RandomTarget());
        var logits = leaf * 1;
        var loss = Loss("dice", new() { Reduction = reduction });
        var result = loss.call(logits, target).sum();
        ChangeInPlace(target);

        var gradient = autograd.grad([result], [leaf], create_graph: createGraph)[0];

        Assert.True(gradient.isnan().all().item<bool>());
        Assert.Contains("modified in place", loss.LastBackwardError?.Message);
    }

    [Fact]
    public void A_backward_that_fails_keeps_the_cause_and_the_direct_path_throws_it()
    {
        var (logits, target) = (Logits(), RandomTarget());
        var loss = new OwnFailingMapLoss(new() { Reduction = Reduction.None });
        var result = loss.call(logits, target).sum();
        OwnFailingMapLoss.Provider.Failure = new InvalidOperationException("out of luck");
        try
        {
            Assert.Contains("invalid gradient", Assert.Throws<ExternalException>(() => result.backward()).Message);
            Assert.Same(OwnFailingMapLoss.Provider.Failure, loss.LastBackwardError);
            Assert.Same(OwnFailingMapLoss.Provider.Failure, Assert.Throws<InvalidOperationException>(() => loss.Backward(logits, target)));
        }
        finally
        {
            OwnFailingMapLoss.Provider.Failure = null;
        }
    }

    [Fact]
    public void A_change_in_place_after_a_reduced_call_changes_no_gradient()
    {
        var (logits, target) = (Logits(), RandomTarget());
        var loss = Loss("dice");
        using var direct = loss.ValueAndGradient(logits, target);
        var result = loss.call(logits, target);

        target.zero_();
        result.backward();

        Assert.True(logits.grad!.equal(direct.Gradient).all().item<bool>());
    }

    [Fact]
    public void No_graph_is_recorded_without_gradient_mode_or_for_detached_logits()
    {
        var target = RandomTarget();
        var loss = Loss("dice");

        Assert.False(loss.call(Logits().detach(), target).requires_grad);
        using (no_grad())
        {
            Assert.False(loss.call(Logits(), target).requires_grad);
        }

        using (inference_mode())
        {
            Assert.False(loss.call(Logits().detach(), target).requires_grad);
        }

        Assert.False(loss.Backward(Logits(), target).requires_grad);
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void The_same_call_gives_the_same_bits_also_on_another_thread(string loss, Activation activation, Region region, Reduction reduction)
    {
        var module = Loss(loss, new() { Activation = activation, Region = region, Reduction = reduction });
        var (logits, target) = (rand(Shape, float32, generator: random), RandomTarget());
        var first = Bits();
        byte[]? onThread = null;
        var thread = new Thread(() => onThread = Bits());

        thread.Start();
        thread.Join();

        Assert.Equal(first, Bits());
        Assert.Equal(first, onThread);

        byte[] Bits()
        {
            using var inner = NewDisposeScope();
            var leaf = logits.clone().requires_grad_();
            var value = module.Compute(leaf, target, CatalogInputs.Of(module.Metadata, 3));
            value.sum().backward();
            return [.. value.detach().contiguous().bytes, .. leaf.grad!.contiguous().bytes];
        }
    }

    private static void ChangeInPlace(Tensor tensor)
    {
        using var noGrad = no_grad();
        tensor.add_(1);
    }

    private static FormulaLoss Loss(string name, LossOptions? options = null) => LossDsl.Losses.LossCatalog.All[name].Create(options: options);

    private Tensor Logits() => randn(Shape, float64, generator: random).requires_grad_();

    private Tensor RandomTarget() => rand(Shape, float64, generator: random).gt(0.5).to_type(float64);
}
