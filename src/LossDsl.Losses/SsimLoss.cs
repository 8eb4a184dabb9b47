using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// One minus structural similarity: how little means and variances of prediction and target in the window around a pixel agree, averaged over the pixels. The window is Gaussian,
/// of 11 pixels. Use this loss where contours and fine structures matter.
/// Wang et al. 2004.
/// </summary>
[Loss("ssim",
    Family = LossFamily.Structural,
    Reference = "Wang et al. 2004, doi:10.1109/TIP.2003.819861",
    UseCase = "Contours and fine structures matter.",
    Deviation = "Beyond the image the window repeats its border pixels; the authors' code leaves out pixels whose window crosses the border.",
    IsMonotone = false)]
public sealed partial class SsimLoss
{
    [LocalMean(11, Kernel.Gaussian, Sigma = 1.5)]
    public static double MeanDifference(double p, double y) => p - y;

    [LocalMean(11, Kernel.Gaussian, Sigma = 1.5)]
    public static double MeanSquareDifference(double p, double y) => (p - y) * (p - y);

    [LocalMean(11, Kernel.Gaussian, Sigma = 1.5)]
    public static double MeanSum(double p, double y) => p + y;

    [LocalMean(11, Kernel.Gaussian, Sigma = 1.5)]
    public static double MeanSquareSum(double p, double y) => (p + y) * (p + y);

    [Formula, PixelMean]
    public static double Formula(
        double meanDifference, double meanSquareDifference, double meanSum, double meanSquareSum, [Range(1e-6, 1)] double luminance = 0.01, [Range(1e-6, 1)] double contrast = 0.03)
        => OfWindow(meanDifference, meanSquareDifference, meanSum, meanSquareSum, luminance, contrast);

    // The two factors of structural similarity are 1 - a and 1 - b. With the difference d and the sum s of prediction and target, twice the sum of their squared means is the sum of
    // those of d and s, and the same is true of variances. A good prediction keeps its digits, because d is small there.
    public static double OfWindow(double meanDifference, double meanSquareDifference, double meanSum, double meanSquareSum, double luminance, double contrast)
    {
        var variance = meanSquareDifference - meanDifference * meanDifference;
        var a = 2 * (meanDifference * meanDifference / (meanDifference * meanDifference + meanSum * meanSum + 2 * luminance * luminance));
        var b = 2 * (variance / (variance + (meanSquareSum - meanSum * meanSum) + 2 * contrast * contrast));
        return a + b - a * b;
    }
}
