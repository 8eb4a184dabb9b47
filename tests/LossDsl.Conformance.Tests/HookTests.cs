using LossDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Conformance;

/// <summary>Tests that TorchSharp's forward hooks and pre-hooks run on every path into a loss, and act on value and gradient.</summary>
public sealed class HookTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly DiceLoss loss = new();
    private readonly List<string> calls = [];
    private readonly Tensor logits = randn([1, 2, 4, 5], float64, generator: new Generator(5)).requires_grad_();
    private readonly Tensor target = rand([1, 2, 4, 5], float64, generator: new Generator(6)).gt(0.5).to_type(float64);

    /// <summary>Method by which a loss is evaluated.</summary>
    public enum Path
    {
        Call,
        Compute,
        ValueAndGradient,
        Backward,
    }

    public static TheoryData<Path> Paths => new(Enum.GetValues<Path>());

    public void Dispose()
    {
        loss.Dispose();
        scope.Dispose();
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Hooks_run_once_and_in_order(Path path)
    {
        loss.register_forward_pre_hook(_ => calls.Add("module before"));
        loss.register_forward_pre_hook((_, _, _) =>
        {
            calls.Add("before");
            return null;
        });
        loss.register_forward_hook((_, _, _, value) =>
        {
            calls.Add("after");
            return value;
        });
        var removed = loss.register_forward_hook(_ => calls.Add("module after"));

        Run(path, logits);
        removed.remove();
        Run(path, logits);

        Assert.Equal(["module before", "before", "after", "module after", "module before", "before", "after"], calls);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void The_loss_reads_what_a_pre_hook_returns(Path path)
    {
        var (expected, expectedGradient) = Run(path, logits, 3);
        loss.register_forward_pre_hook(static (_, logits, target) => (logits * 3, target));

        var (actual, gradient) = Run(path, logits);

        Assert.Equal(expected, actual, 1e-15);
        Assert.True(gradient is null || gradient.allclose(expectedGradient!, 1e-13, 0));
    }

    [Fact]
    public void A_forward_hook_replaces_the_value_and_with_it_the_gradient()
    {
        var (value, gradient) = Run(Path.Call, logits);
        loss.register_forward_hook(static (_, _, _, value) => value * 2);

        foreach (var path in new[] { Path.Call, Path.Compute })
        {
            var (doubled, doubledGradient) = Run(path, logits);

            Assert.Equal(2 * value, doubled, 1e-15);
            Assert.True(doubledGradient!.allclose(2 * gradient!, 1e-13, 0));
        }
    }

    [Theory]
    [InlineData(Path.ValueAndGradient)]
    [InlineData(Path.Backward)]
    public void A_forward_hook_that_replaces_the_value_is_refused_where_its_gradient_is_unknown(Path path)
    {
        loss.register_forward_hook(static (_, _, _, value) => value * 2);

        var e = Assert.Throws<InvalidOperationException>(() => Run(path, logits));

        Assert.Contains("replaced the value", e.Message);
        Assert.Contains("'dice'", e.Message);
        Assert.Contains("backward()", e.Message);
    }

    // Tensors that a hook creates belong to whoever registered the hook.
    [Theory]
    [MemberData(nameof(Paths))]
    public void Tensors_of_a_hook_outlive_the_call(Path path)
    {
        Tensor? kept = null;
        loss.register_forward_hook((_, _, _, value) =>
        {
            kept = value.detach().clone();
            return value;
        });

        var (value, _) = Run(path, logits);

        Assert.Equal(value, kept!.item<double>());
    }

    // The gradient is that of the leaf, null for ValueAndGradient, which accumulates none there.
    private (double Value, Tensor? Gradient) Run(Path path, Tensor leaf, double factor = 1)
    {
        leaf.grad?.zero_();
        var input = factor == 1 ? leaf : leaf * factor;
        switch (path)
        {
            case Path.ValueAndGradient:
                return (loss.ValueAndGradient(input, target).Value.item<double>(), null);
            case Path.Backward:
                return (loss.Backward(input, target).item<double>(), leaf.grad!.clone());
            default:
                var value = path == Path.Call ? loss.call(input, target) : loss.Compute(input, target, TargetAnnotations.None);
                value.backward();
                return (value.item<double>(), leaf.grad!.clone());
        }
    }
}
