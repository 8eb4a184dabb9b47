using static TorchSharp.torch;

namespace LossDsl;

/// <summary>Value and gradient of a loss, neither part of a graph. The caller owns both tensors; disposing the record disposes them.</summary>
/// <param name="Value">
/// A scalar, or with <see cref="nn.Reduction.None"/> one value for each region, in the shape that <see cref="FormulaLoss.forward"/> describes. float64 for float64 logits, else float32.
/// </param>
/// <param name="Gradient">dL/dlogits, [B, C, ...] as the logits. <see cref="FormulaLoss.ValueAndGradient"/> returns it in the type of the logits.</param>
public sealed record LossAndGradient(Tensor Value, Tensor Gradient) : IDisposable
{
    /// <summary>Disposes both tensors.</summary>
    public void Dispose()
    {
        Value.Dispose();
        Gradient.Dispose();
    }
}
