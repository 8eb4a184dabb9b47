using LossDsl;
using LossDsl.CompilerServices;

namespace UNetTrainer.Tests.Support;

/// <summary>A loss with the value and the gradient that it is told to have, whatever the prediction.</summary>
internal sealed class Broken(LossOptions? options, double value, double gradient)
    : FormulaLoss(LossCatalog.All["dice"].Metadata with { Name = "broken", Formula = "log(p)" }, options)
{
    protected override FormulaResult Evaluate(Pixels pixels, TorchSharp.torch.Tensor? upstream)
    {
        var any = pixels.Sum(pixels.P);
        return new((any * 0) + value, upstream is null ? null : (0 * pixels.Y) + gradient);
    }
}
