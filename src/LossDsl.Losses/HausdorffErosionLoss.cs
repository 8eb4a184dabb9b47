using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Estimate of the Hausdorff distance by erosions of the squared error: what is left of an error after k erosions costs k^exponent. An erosion is the mean of a pixel and its neighbours
/// along the axes, less 1/2, at least 0 and doubled. Use this loss where far and large errors matter more than the number of wrong pixels.
/// Karimi and Salcudean 2019.
/// </summary>
[Loss("hausdorff-erosion",
    Family = LossFamily.Boundary,
    Reference = "Karimi and Salcudean 2019, arXiv:1904.10030",
    UseCase = "Large errors matter more than the number of wrong pixels; without distance maps.",
    Deviation = "At most ten erosions, as in the paper. Beyond the image are zeros. What an erosion leaves is doubled, so that an error of 1 stays 1; with gain 1, as printed, nothing is left by the second.")]
public sealed partial class HausdorffErosionLoss
{
    [LocalMean(3, Kernel.Cross, Padding = Padding.Zero)]
    public static double Mean1(double p, double y) => (p - y) * (p - y);

    [LocalMean(3, Kernel.Cross, Padding = Padding.Zero)]
    public static double Mean2(double mean1, [Range(1, 2)] double gain = 2) => Eroded(mean1, gain);

    [LocalMean(3, Kernel.Cross, Padding = Padding.Zero)]
    public static double Mean3(double mean2, [Range(1, 2)] double gain = 2) => Eroded(mean2, gain);

    [LocalMean(3, Kernel.Cross, Padding = Padding.Zero)]
    public static double Mean4(double mean3, [Range(1, 2)] double gain = 2) => Eroded(mean3, gain);

    [LocalMean(3, Kernel.Cross, Padding = Padding.Zero)]
    public static double Mean5(double mean4, [Range(1, 2)] double gain = 2) => Eroded(mean4, gain);

    [LocalMean(3, Kernel.Cross, Padding = Padding.Zero)]
    public static double Mean6(double mean5, [Range(1, 2)] double gain = 2) => Eroded(mean5, gain);

    [LocalMean(3, Kernel.Cross, Padding = Padding.Zero)]
    public static double Mean7(double mean6, [Range(1, 2)] double gain = 2) => Eroded(mean6, gain);

    [LocalMean(3, Kernel.Cross, Padding = Padding.Zero)]
    public static double Mean8(double mean7, [Range(1, 2)] double gain = 2) => Eroded(mean7, gain);

    [LocalMean(3, Kernel.Cross, Padding = Padding.Zero)]
    public static double Mean9(double mean8, [Range(1, 2)] double gain = 2) => Eroded(mean8, gain);

    [LocalMean(3, Kernel.Cross, Padding = Padding.Zero)]
    public static double Mean10(double mean9, [Range(1, 2)] double gain = 2) => Eroded(mean9, gain);

    [Formula, PixelMean]
    public static double Formula(
        double mean1, double mean2, double mean3, double mean4, double mean5, double mean6, double mean7, double mean8, double mean9, double mean10,
        [Range(0, 10)] double exponent = 2, [Range(1, 10)] double erosions = 10, [Range(1, 2)] double gain = 2)
        => Cost(1, mean1, exponent, erosions, gain) + Cost(2, mean2, exponent, erosions, gain) + Cost(3, mean3, exponent, erosions, gain)
            + Cost(4, mean4, exponent, erosions, gain) + Cost(5, mean5, exponent, erosions, gain) + Cost(6, mean6, exponent, erosions, gain)
            + Cost(7, mean7, exponent, erosions, gain) + Cost(8, mean8, exponent, erosions, gain) + Cost(9, mean9, exponent, erosions, gain)
            + Cost(10, mean10, exponent, erosions, gain);

    public static double Eroded(double mean, double gain) => gain * LossMath.Relu(mean - 0.5);

    private static double Cost(double k, double mean, double exponent, double erosions, double gain) => k > erosions ? 0 : Math.Pow(k, exponent) * Eroded(mean, gain);
}
