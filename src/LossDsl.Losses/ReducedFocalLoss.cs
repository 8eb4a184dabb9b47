using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Focal loss whose factor is 1 for pixels with a probability of the right label below a threshold, and ((1 - pt) / threshold)^gamma above. Use this loss where the focal loss
/// should not weaken hard pixels.
/// Sergievskiy and Ponamarev 2019.
/// </summary>
[Loss("reduced-focal",
    Family = LossFamily.Distribution,
    Reference = "Sergievskiy and Ponamarev 2019, arXiv:1903.01347",
    UseCase = "As focal, where hard pixels should keep the weight of cross-entropy.",
    Deviation = "The value jumps at a threshold other than 1/2, as that of the paper.")]
public sealed partial class ReducedFocalLoss
{
    [Formula, PixelMean]
    public static double Formula(
        double p, double y, [Range(0, 1)] double alpha = 0.25, [Range(0, 10)] double gamma = 2, [Range(0.01, 1)] double threshold = 0.5)
        => -alpha * y * Factor(p, 1 - p, gamma, threshold) * Math.Log(p) - (1 - alpha) * (1 - y) * Factor(1 - p, p, gamma, threshold) * Math.Log(1 - p);

    private static double Factor(double right, double wrong, double gamma, double threshold) => right < threshold ? 1 : Math.Pow(wrong / threshold, gamma);
}
