using LossDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>Tests of how a loss is called: by the names of its arguments, with hooks, and through the module type of TorchSharp.</summary>
public sealed class CallTests
{
    [Fact]
    public void A_call_with_named_arguments_runs_hooks()
    {
        using var scope = NewDisposeScope();
        using var loss = new DiceLoss();
        var (logits, target) = (randn(1, 2, 4, 4), zeros(1, 2, 4, 4));
        List<string> hooks = [];
        loss.register_forward_pre_hook((_, given, _) => { hooks.Add($"before {ReferenceEquals(given, logits)}"); return null!; });
        loss.register_forward_hook((_, _, given, output) => { hooks.Add($"after {ReferenceEquals(given, target)}"); return output + 1; });

        var value = loss.call(target: target, logits: logits);

        Assert.Equal(["before True", "after True"], hooks);
        Assert.Equal(loss.forward(logits, target).item<float>() + 1, value.item<float>());
    }

    [Fact]
    public void A_call_through_the_module_type_of_TorchSharp_gives_the_same_value()
    {
        using var scope = NewDisposeScope();
        using var loss = new DiceLoss();
        var (logits, target) = (randn(1, 2, 4, 4), zeros(1, 2, 4, 4));
        Assert.Equal(loss.call(logits, target).item<float>(), ((nn.Module<Tensor, Tensor, Tensor>)loss).call(logits, target).item<float>());
    }
}
