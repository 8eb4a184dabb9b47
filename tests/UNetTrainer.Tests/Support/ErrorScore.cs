using LossDsl;
using LossDsl.CompilerServices;

namespace UNetTrainer.Tests.Support;

/// <summary>Score -(fp + fn) / n, of which larger is better: for tests of maximization.</summary>
internal sealed class ErrorScore(LossOptions? options)
    : FormulaLoss(LossCatalog.All["dice"].Metadata with { Name = "score", Direction = Direction.Maximize }, options)
{
    protected override FormulaResult Evaluate(Pixels pixels, Field? upstream)
    {
        var errors = pixels.Sum((pixels.Y * pixels.Q) + ((1 - pixels.Y) * pixels.P)) / pixels.N;
        return new(-errors, upstream is null ? null : ((2 * pixels.Y) - 1) * pixels.Spread(upstream / pixels.N));
    }
}
