using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Binary cross-entropy weighted by the local difference of the standardized prediction and target. Unlike those of <c>CorrelationSimilarityLoss</c>, the weights are
/// differentiated too. Use this loss where structure matters, as in medical images.
/// Zhao et al. 2019.
/// </summary>
[Loss("correlation-similarity-full",
    Family = LossFamily.Structural,
    Reference = "Zhao et al. 2019, arXiv:1910.08711",
    Equation = "Jadon 2020, eq. 24-27",
    UseCase = "Structure matters, as in medical images.",
    Deviation = "Window and β are not printed: 3 pixels, Gaussian with σ = 1.5, and 0.1. The maximum is over the region and constant in the backward; 0 where no pixel is left.")]
public sealed partial class CorrelationSimilarityFullLoss
{
    [LocalMean(3, Kernel.Gaussian, Sigma = 1.5)]
    public static double MeanP(double p) => p;

    [LocalMean(3, Kernel.Gaussian, Sigma = 1.5)]
    public static double MeanSquareP(double p) => p * p;

    [LocalMean(3, Kernel.Gaussian, Sigma = 1.5)]
    public static double MeanY(double y) => y;

    [LocalMean(3, Kernel.Gaussian, Sigma = 1.5)]
    public static double MeanSquareY(double y) => y * y;

    [Pixel]
    public static double Difference(double p, double y, double meanP, double meanSquareP, double meanY, double meanSquareY, [Range(1e-6, 1)] double stability = 0.01)
        => CorrelationSimilarityLoss.Difference(p, y, meanP, meanSquareP, meanY, meanSquareY, stability);

    [PixelMax, StopGradient]
    public static double LargestDifference(double difference) => difference;

    [PixelSum, StopGradient]
    public static double Kept(double difference, double largestDifference, [Range(0, 1)] double beta = 0.1)
        => CorrelationSimilarityLoss.Kept(difference, largestDifference, beta);

    [PixelSum]
    public static double Weighted(double p, double y, double difference, double largestDifference, [Range(0, 1)] double beta = 0.1)
        => CorrelationSimilarityLoss.Weighted(p, y, difference, largestDifference, beta);

    [Formula]
    public static double Formula(double weighted, double kept) => CorrelationSimilarityLoss.Formula(weighted, kept);
}
