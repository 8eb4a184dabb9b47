using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Binary cross-entropy plus epsilon (1 - p), where p is the probability of the right label. The term 1 - p is the first of the series of cross-entropy. Use this loss to
/// strengthen (epsilon above 0) or weaken (below 0) the gradient of nearly correct pixels.
/// Leng et al. 2022.
/// </summary>
[Loss("poly",
    Family = LossFamily.Distribution,
    Reference = "Leng et al. 2022, arXiv:2204.12511 (Poly-1)",
    UseCase = "Cross-entropy that pushes harder, or softer, on what is nearly right.")]
public sealed partial class PolyLoss
{
    [Formula, PixelMean]
    public static double Formula(double p, double y, [Range(-1, 100)] double epsilon = 1)
        => BinaryCrossEntropyLoss.Formula(p, y) + epsilon * (y * (1 - p) + (1 - y) * p);
}
