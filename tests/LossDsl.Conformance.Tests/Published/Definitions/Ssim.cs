namespace LossDsl.Conformance.Published.Definitions;

/// <summary>Structural similarity of local means (Wang et al. 2004), as in SSIMLoss of MONAI: pixels whose window crosses the border are left out.</summary>
public static class Ssim
{
    public static double OfPixel(double meanP, double meanY, double meanPP, double meanYY, double meanPY)
    {
        var luminance = 1e-4;
        var contrast = 9e-4;
        var covariance = meanPY - meanP * meanY;
        var variances = meanPP - meanP * meanP + meanYY - meanY * meanY;
        return (2 * meanP * meanY + luminance) / (meanP * meanP + meanY * meanY + luminance) * ((2 * covariance + contrast) / (variances + contrast));
    }
}

/// <summary>Structural similarity loss with a window of 7, Gaussian with σ = 1.5.</summary>
[Loss("peer-ssim-7")]
public sealed partial class Ssim7Loss
{
    [LocalMean(7, Kernel.Gaussian, Sigma = 1.5, Padding = Padding.Valid)]
    internal static double MeanP(double p) => p;

    [LocalMean(7, Kernel.Gaussian, Sigma = 1.5, Padding = Padding.Valid)]
    internal static double MeanY(double y) => y;

    [LocalMean(7, Kernel.Gaussian, Sigma = 1.5, Padding = Padding.Valid)]
    internal static double MeanPP(double p) => p * p;

    [LocalMean(7, Kernel.Gaussian, Sigma = 1.5, Padding = Padding.Valid)]
    internal static double MeanYY(double y) => y * y;

    [LocalMean(7, Kernel.Gaussian, Sigma = 1.5, Padding = Padding.Valid)]
    internal static double MeanPY(double p, double y) => p * y;

    [Formula, PixelMean]
    internal static double Formula(double meanP, double meanY, double meanPP, double meanYY, double meanPY) => 1 - Ssim.OfPixel(meanP, meanY, meanPP, meanYY, meanPY);
}

/// <summary>Structural similarity loss with a window of 5, Gaussian with σ = 1.</summary>
[Loss("peer-ssim-5")]
public sealed partial class Ssim5Loss
{
    [LocalMean(5, Kernel.Gaussian, Sigma = 1, Padding = Padding.Valid)]
    internal static double MeanP(double p) => p;

    [LocalMean(5, Kernel.Gaussian, Sigma = 1, Padding = Padding.Valid)]
    internal static double MeanY(double y) => y;

    [LocalMean(5, Kernel.Gaussian, Sigma = 1, Padding = Padding.Valid)]
    internal static double MeanPP(double p) => p * p;

    [LocalMean(5, Kernel.Gaussian, Sigma = 1, Padding = Padding.Valid)]
    internal static double MeanYY(double y) => y * y;

    [LocalMean(5, Kernel.Gaussian, Sigma = 1, Padding = Padding.Valid)]
    internal static double MeanPY(double p, double y) => p * y;

    [Formula, PixelMean]
    internal static double Formula(double meanP, double meanY, double meanPP, double meanYY, double meanPY) => 1 - Ssim.OfPixel(meanP, meanY, meanPP, meanYY, meanPY);
}

/// <summary>Structural similarity loss with a box window of 5.</summary>
[Loss("peer-ssim-box-5")]
public sealed partial class SsimBox5Loss
{
    [LocalMean(5, Padding = Padding.Valid)]
    internal static double MeanP(double p) => p;

    [LocalMean(5, Padding = Padding.Valid)]
    internal static double MeanY(double y) => y;

    [LocalMean(5, Padding = Padding.Valid)]
    internal static double MeanPP(double p) => p * p;

    [LocalMean(5, Padding = Padding.Valid)]
    internal static double MeanYY(double y) => y * y;

    [LocalMean(5, Padding = Padding.Valid)]
    internal static double MeanPY(double p, double y) => p * y;

    [Formula, PixelMean]
    internal static double Formula(double meanP, double meanY, double meanPP, double meanYY, double meanPY) => 1 - Ssim.OfPixel(meanP, meanY, meanPP, meanYY, meanPY);
}
