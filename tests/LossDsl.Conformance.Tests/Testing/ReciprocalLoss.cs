using LossDsl.Losses;

namespace LossDsl.Conformance.Testing;

/// <summary>Loss written by hand that fails where naive code fails: 1 / Σ y is infinite without foreground.</summary>
internal sealed class ReciprocalLoss(LossOptions? options) : FormulaLoss(LossCatalog.All["dice"].Metadata with { Name = "reciprocal" }, options)
{
    protected override FormulaResult Evaluate(Pixels pixels, Field? upstream) =>
        new(1 / pixels.Sum(pixels.Y), 0);
}
