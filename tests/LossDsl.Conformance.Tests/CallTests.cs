using LossDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>A loss is called by the names of its arguments, and hooks run as for any module.</summary>
public sealed class CallTests
{
    [Fact]
    public void Logits_and_target_are_named_and_hooks_run()
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
    public void Called_as_any_loss_of_TorchSharp_it_is_the_same()
    {
        using var scope = NewDisposeScope();
        using var loss = new DiceLoss();
        var (logits, target) = (randn(1, 2, 4, 4), zeros(1, 2, 4, 4));
        Assert.Equal(loss.call(logits, target).item<float>(), ((nn.Module<Tensor, Tensor, Tensor>)loss).call(logits, target).item<float>());
    }
}
