using static TorchSharp.torch;

namespace LossDsl.Autograd;

/// <summary>
/// Makes <c>tensor.backward()</c> throw libtorch's own exception after logits or target were modified in place. The guard consists of native graph nodes that save both
/// tensors and check their versions. An exception from the backward function of a TorchSharp node would end the process instead.
/// </summary>
internal static class ChangeGuard
{
    // Without elements, so that its products with other tensors are empty and cost nothing. Requires a gradient, so that each product saves its other factor.
    private static readonly Tensor Nothing = zeros([0], requires_grad: true).DetachFromDisposeScope();

    /// <summary>Creates an empty tensor whose backward pass fails if logits or target have been modified in place since this call.</summary>
    public static Tensor Create(Tensor logits, Tensor target)
    {
        using var nothing = Nothing.to(logits.device);
        return Guard(Guard(nothing, logits), target);
    }

    private static Tensor Guard(Tensor nothing, Tensor input)
    {
        // One dimension more than the input has: [0, 1, 1, ...] times [B, C, ...] broadcasts to the empty tensor [0, B, C, ...].
        using var alike = nothing.reshape([0, .. Enumerable.Repeat(1L, (int)input.dim())]);
        using var constant = input.detach();
        return alike * constant;
    }
}
