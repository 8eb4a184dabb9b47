using LossDsl.Losses;

namespace LossDsl.Conformance.Published.Definitions;

/// <summary>Correlation-maximized structural similarity loss with a window of 5. The kept pixels come from the published case.</summary>
[Loss("peer-kept-correlation-5")]
public sealed partial class KeptCorrelation5Loss
{
    [LocalMean(5, Kernel.Gaussian, Sigma = 1.5)]
    internal static double MeanP(double p) => p;

    [LocalMean(5, Kernel.Gaussian, Sigma = 1.5)]
    internal static double MeanSquareP(double p) => p * p;

    [LocalMean(5, Kernel.Gaussian, Sigma = 1.5)]
    internal static double MeanY(double y) => y;

    [LocalMean(5, Kernel.Gaussian, Sigma = 1.5)]
    internal static double MeanSquareY(double y) => y * y;

    [Pixel, StopGradient]
    internal static double Difference(double p, double y, double meanP, double meanSquareP, double meanY, double meanSquareY)
        => CorrelationSimilarityLoss.Difference(p, y, meanP, meanSquareP, meanY, meanSquareY, 0.01);

    [PixelSum]
    internal static double Kept([Map(typeof(GivenMap))] double given) => given;

    [PixelSum]
    internal static double Weighted(double p, double y, double difference, [Map(typeof(GivenMap))] double given)
        => given > 0 ? difference * BinaryCrossEntropyLoss.Formula(p, y) : 0;

    [Formula]
    internal static double Formula(double weighted, double kept) => CorrelationSimilarityLoss.Formula(weighted, kept);
}

/// <summary>Correlation-maximized structural similarity loss with a window of 3 and without a stop-gradient. The kept pixels come from the published case.</summary>
[Loss("peer-kept-correlation-full")]
public sealed partial class KeptCorrelationFullLoss
{
    [LocalMean(3, Kernel.Gaussian, Sigma = 1.5)]
    internal static double MeanP(double p) => p;

    [LocalMean(3, Kernel.Gaussian, Sigma = 1.5)]
    internal static double MeanSquareP(double p) => p * p;

    [LocalMean(3, Kernel.Gaussian, Sigma = 1.5)]
    internal static double MeanY(double y) => y;

    [LocalMean(3, Kernel.Gaussian, Sigma = 1.5)]
    internal static double MeanSquareY(double y) => y * y;

    [Pixel]
    internal static double Difference(double p, double y, double meanP, double meanSquareP, double meanY, double meanSquareY)
        => CorrelationSimilarityLoss.Difference(p, y, meanP, meanSquareP, meanY, meanSquareY, 0.01);

    [PixelSum]
    internal static double Kept([Map(typeof(GivenMap))] double given) => given;

    [PixelSum]
    internal static double Weighted(double p, double y, double difference, [Map(typeof(GivenMap))] double given)
        => given > 0 ? difference * BinaryCrossEntropyLoss.Formula(p, y) : 0;

    [Formula]
    internal static double Formula(double weighted, double kept) => CorrelationSimilarityLoss.Formula(weighted, kept);
}
