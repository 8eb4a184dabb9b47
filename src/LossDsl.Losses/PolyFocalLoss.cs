using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Focal loss plus epsilon (1 - pt)^(gamma + 1), the first term of the series of the focal loss. Use this loss like the focal loss, to strengthen (epsilon above 0) or weaken
/// (below 0) the gradient of nearly correct pixels.
/// Leng et al. 2022.
/// </summary>
[Loss("poly-focal",
    Family = LossFamily.Distribution,
    Reference = "Leng et al. 2022, arXiv:2204.12511 (Poly-1 focal)",
    UseCase = "The focal loss, pushing harder, or softer, on what is nearly right.")]
public sealed partial class PolyFocalLoss
{
    [Formula, PixelMean]
    public static double Formula(
        double p, double y, [Range(0, 1)] double alpha = 0.25, [Range(0, 10)] double gamma = 2, [Range(0, 100)] double epsilon = 1)
        => FocalLoss.Formula(p, y, alpha, gamma) + epsilon * Math.Pow(y * (1 - p) + (1 - y) * p, gamma + 1);
}
