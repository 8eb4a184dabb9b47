using LossDsl;
using LossDsl.CompilerServices;

namespace UNetTrainer.Tests.Support;

/// <summary>Loss that returns a given value and a given gradient, whatever the prediction: for tests of divergence.</summary>
internal sealed class FixedResultLoss(LossOptions? options, double value, double gradient)
    : FormulaLoss(LossCatalog.All["dice"].Metadata with { Name = "broken", Formula = "log(p)" }, options)
{
    protected override FormulaResult Evaluate(Pixels pixels, Field? upstream)
    {
        var any = pixels.Sum(pixels.P);
        return new((any * 0) + value, upstream is null ? null : (0 * pixels.Y) + gradient);
    }
}
