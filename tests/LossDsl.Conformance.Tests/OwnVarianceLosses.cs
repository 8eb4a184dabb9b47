namespace LossDsl.Conformance;

/// <summary>Mean standard deviation of the prediction over windows of three pixels.</summary>
[Loss("own-deviation")]
public sealed partial class OwnDeviationLoss
{
    [LocalMean(3)]
    internal static double MeanP(double p) => p;

    [LocalMean(3)]
    internal static double MeanSquareP(double p) => p * p;

    [Formula, PixelMean]
    internal static double Formula(double meanP, double meanSquareP) => Math.Sqrt(Math.Max(meanSquareP - meanP * meanP, 1e-30));
}

/// <summary>Mean covariance of prediction and target over Gaussian windows of five pixels.</summary>
[Loss("own-covariance")]
public sealed partial class OwnCovarianceLoss
{
    [LocalMean(5, Kernel.Gaussian, Sigma = 1)]
    internal static double MeanP(double p) => p;

    [LocalMean(5, Kernel.Gaussian, Sigma = 1)]
    internal static double MeanY(double y) => y;

    [LocalMean(5, Kernel.Gaussian, Sigma = 1)]
    internal static double MeanProduct(double p, double y) => y * p;

    [Formula, PixelMean]
    internal static double Formula(double meanP, double meanY, double meanProduct) => meanProduct - meanP * meanY;
}

/// <summary>Loss that reads variance, covariance and means over Gaussian windows of eleven pixels.</summary>
[Loss("own-moments-11")]
public sealed partial class OwnMoments11Loss
{
    [LocalMean(11, Kernel.Gaussian, Sigma = 2.5)]
    internal static double MeanP(double p) => p;

    [LocalMean(11, Kernel.Gaussian, Sigma = 2.5)]
    internal static double MeanY(double y) => y;

    [LocalMean(11, Kernel.Gaussian, Sigma = 2.5)]
    internal static double MeanSquareP(double p) => p * p;

    [LocalMean(11, Kernel.Gaussian, Sigma = 2.5)]
    internal static double MeanProduct(double p, double y) => p * y;

    [Formula, PixelMean]
    internal static double Formula(double p, double meanP, double meanY, double meanSquareP, double meanProduct)
        => (p - meanY) * (meanProduct - meanP * meanY) + 3 * (meanSquareP - meanP * meanP) * meanP;
}
