using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Focal loss divided by the sum of its factors (1 - pt)^gamma over the region: a weighted mean of cross-entropy, whose size does not shrink as pixels become easy. Use this loss
/// where the gradient of the focal loss becomes too small in training.
/// Sofiiuk et al. 2019.
/// </summary>
[Loss("normalized-focal",
    Family = LossFamily.Distribution,
    Reference = "Sofiiuk et al. 2019, arXiv:1909.07829",
    UseCase = "As focal, where its gradient becomes too small as pixels become easy.",
    Deviation = "The sum is differentiated too, as in segmentation_models.pytorch; the authors' code holds it constant. It is at least `floor`.",
    IsMonotone = false)]
public sealed partial class NormalizedFocalLoss
{
    [PixelSum]
    public static double Weighted(double p, double y, [Range(0, 1)] double alpha = 0.25, [Range(0, 10)] double gamma = 2) => FocalLoss.Formula(p, y, alpha, gamma);

    [PixelSum]
    public static double Factors(double p, double y, [Range(0, 10)] double gamma = 2) => y * Math.Pow(1 - p, gamma) + (1 - y) * Math.Pow(p, gamma);

    [Formula]
    public static double Formula(double weighted, double factors, [Range(1e-12, 1)] double floor = 1e-6) => weighted / Math.Max(factors, floor);
}
