using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Binary cross-entropy weighted by the local difference of the standardized prediction and target. Means and variances are taken in Gaussian windows of 3 pixels. Pixels whose
/// difference is at most beta times the largest of the region are left out: there, prediction and target correlate. The weights are constant in the backward pass. Use this loss
/// where structure matters, as in medical images.
/// Zhao et al. 2019.
/// </summary>
[Loss("correlation-similarity",
    Family = LossFamily.Structural,
    Reference = "Zhao et al. 2019, arXiv:1910.08711",
    Equation = "Jadon 2020, eq. 24-27",
    UseCase = "Structure matters, as in medical images.",
    Deviation = "Window and β are not printed: 3 pixels, Gaussian with σ = 1.5, and 0.1. The maximum is over the region. The weight is constant in the backward; 0 where no pixel is left.")]
public sealed partial class CorrelationSimilarityLoss
{
    [LocalMean(3, Kernel.Gaussian, Sigma = 1.5)]
    public static double MeanP(double p) => p;

    [LocalMean(3, Kernel.Gaussian, Sigma = 1.5)]
    public static double MeanSquareP(double p) => p * p;

    [LocalMean(3, Kernel.Gaussian, Sigma = 1.5)]
    public static double MeanY(double y) => y;

    [LocalMean(3, Kernel.Gaussian, Sigma = 1.5)]
    public static double MeanSquareY(double y) => y * y;

    [Pixel, StopGradient]
    public static double Difference(double p, double y, double meanP, double meanSquareP, double meanY, double meanSquareY, [Range(1e-6, 1)] double stability = 0.01)
        => Math.Abs(Standardize(y, meanY, meanSquareY, stability) - Standardize(p, meanP, meanSquareP, stability));

    [PixelMax, StopGradient]
    public static double LargestDifference(double difference) => difference;

    [PixelSum, StopGradient]
    public static double Kept(double difference, double largestDifference, [Range(0, 1)] double beta = 0.1) => difference > beta * largestDifference ? 1 : 0;

    [PixelSum]
    public static double Weighted(double p, double y, double difference, double largestDifference, [Range(0, 1)] double beta = 0.1)
        => difference > beta * largestDifference ? difference * BinaryCrossEntropyLoss.Formula(p, y) : 0;

    [Formula]
    public static double Formula(double weighted, double kept) => weighted / Math.Max(kept, 1);

    // The variance is at least 1e-30, too small to change a value: the root and its derivative stay finite where the variance is 0.
    public static double Standardize(double value, double mean, double meanSquare, double stability)
        => (value - mean + stability) / (Math.Sqrt(Math.Max(meanSquare - mean * mean, 1e-30)) + stability);
}
