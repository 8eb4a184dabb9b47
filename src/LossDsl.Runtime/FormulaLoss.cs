using static TorchSharp.torch;

namespace LossDsl;

/// <summary>A segmentation loss compiled from a formula, with an analytic backward.</summary>
public abstract class FormulaLoss : TorchSharp.Loss<Tensor, Tensor, Tensor>
{
    private protected FormulaLoss() { }
}
