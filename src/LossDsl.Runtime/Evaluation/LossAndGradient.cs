using static TorchSharp.torch;

namespace LossDsl;

/// <summary>A loss and its gradient; the holder disposes them.</summary>
/// <param name="Value">A scalar, or with <see cref="nn.Reduction.None"/> one value for each region, [B, C] or [C].</param>
/// <param name="Gradient">dL/dlogits, in the shape and type of the logits.</param>
public sealed record LossAndGradient(Tensor Value, Tensor Gradient) : IDisposable
{
    /// <summary>Disposes both tensors.</summary>
    public void Dispose()
    {
        Value.Dispose();
        Gradient.Dispose();
    }
}
