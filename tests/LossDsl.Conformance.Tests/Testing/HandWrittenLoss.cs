using LossDsl.Losses;

namespace LossDsl.Conformance.Testing;

/// <summary>
/// Loss written by hand over tensor operations: the mean of p squared, whose value and gradient are multiplied by given factors, so that a check has something to find.
/// </summary>
internal sealed class HandWrittenLoss(LossOptions? options, double valueFactor = 1, double gradientFactor = 1)
    : FormulaLoss(LossCatalog.All["dice"].Metadata with { Name = "by-hand", Hyperparameters = [] }, options)
{
    [Formula, PixelMean]
    private static double Formula(double p) => p * p;

    protected override FormulaResult Evaluate(Pixels pixels, Field? upstream)
    {
        var value = pixels.Mean(pixels.P * pixels.P) * valueFactor;
        return upstream is null ? new(value) : new(value, Slope(pixels) * pixels.Spread(upstream * gradientFactor / pixels.Divisor));
    }

    /// <summary>Returns the derivative of p² by p, or by the log-odds of p where the input holds logits.</summary>
    private static Field Slope(Pixels pixels) => pixels.AreProbabilities ? 2 * pixels.P : 2 * pixels.P * pixels.P * pixels.Q;
}
