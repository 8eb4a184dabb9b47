using static TorchSharp.torch;

namespace LossDsl;

/// <content>Hooks where <c>call</c> does not run them.</content>
public abstract partial class FormulaLoss
{
    private (Tensor Logits, Tensor Target) RunPreHooks(Tensor logits, Tensor target)
    {
        foreach (var hook in module_pre_hooks.Values)
        {
            hook(this);
        }

        foreach (var hook in pre_hooks.Values)
        {
            (logits, target) = hook(this, logits, target) ?? (logits, target);
        }

        return (logits, target);
    }

    private Tensor RunHooks(Tensor logits, Tensor target, Tensor value)
    {
        foreach (var hook in post_hooks.Values)
        {
            value = hook(this, logits, target, value) ?? value;
        }

        foreach (var hook in module_post_hooks.Values)
        {
            hook(this);
        }

        return value;
    }

    // The gradient belongs to the value of the formula, and to no other.
    private LossAndGradient RunHooks(Tensor logits, Tensor target, LossAndGradient result)
    {
        if (ReferenceEquals(RunHooks(logits, target, result.Value), result.Value))
        {
            return result;
        }

        result.Dispose();
        throw new InvalidOperationException(
            $"A forward hook of the loss '{Metadata.Name}' replaced the value. ValueAndGradient and Backward do not know the gradient of the new value. Use call(logits, target) and backward() on its result.");
    }
}
