using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Sum of binary cross-entropy, one minus structural similarity and the Jaccard loss: of pixels, of the windows around them and of the whole object. Use this loss for single
/// objects whose contour should be sharp.
/// Qin et al. 2019.
/// </summary>
[Loss("basnet",
    Family = LossFamily.Compound,
    Reference = "Qin et al. 2019, CVPR, BASNet: boundary-aware salient object detection",
    UseCase = "Single objects with a sharp contour.",
    Deviation = "Jaccard is smoothed. Beyond the image the window repeats its border pixels; the authors' code has zeros there.",
    IsMonotone = false)]
public sealed partial class BasnetLoss
{
    [LocalMean(11, Kernel.Gaussian, Sigma = 1.5)]
    public static double MeanDifference(double p, double y) => p - y;

    [LocalMean(11, Kernel.Gaussian, Sigma = 1.5)]
    public static double MeanSquareDifference(double p, double y) => (p - y) * (p - y);

    [LocalMean(11, Kernel.Gaussian, Sigma = 1.5)]
    public static double MeanSum(double p, double y) => p + y;

    [LocalMean(11, Kernel.Gaussian, Sigma = 1.5)]
    public static double MeanSquareSum(double p, double y) => (p + y) * (p + y);

    [PixelMean]
    public static double Similarity(double meanDifference, double meanSquareDifference, double meanSum, double meanSquareSum)
        => SsimLoss.OfWindow(meanDifference, meanSquareDifference, meanSum, meanSquareSum, 0.01, 0.03);

    [PixelMean]
    public static double CrossEntropy(double p, double y) => BinaryCrossEntropyLoss.Formula(p, y);

    [Formula]
    public static double Formula(double crossEntropy, double similarity, double tp, double fp, double fn, [Range(0, 1e3)] double smooth = 1e-5)
        => crossEntropy + similarity + JaccardLoss.Formula(tp, fp, fn, smooth);
}
