using static TorchSharp.torch;

namespace LossDsl.Autograd;

/// <summary>
/// Makes <c>tensor.backward()</c> throw libtorch's own exception after logits or target were modified in place: native nodes save both and check them.
/// An exception from the backward of a TorchSharp function would end the process.
/// </summary>
internal static class ChangeGuard
{
    // No element, so that the products are empty whatever they are multiplied by. It requires a gradient, and so each product saves its other factor.
    private static readonly Tensor Nothing = zeros([0], requires_grad: true).DetachFromDisposeScope();

    /// <summary>An empty tensor whose backward fails if logits or target have changed since.</summary>
    public static Tensor Create(Tensor logits, Tensor target)
    {
        using var nothing = Nothing.to(logits.device);
        return Guard(Guard(nothing, logits), target);
    }

    private static Tensor Guard(Tensor nothing, Tensor input)
    {
        // [0, 1, 1, ...] times [B, C, ...].
        using var alike = nothing.reshape([0, .. Enumerable.Repeat(1L, (int)input.dim())]);
        using var constant = input.detach();
        return alike * constant;
    }
}
