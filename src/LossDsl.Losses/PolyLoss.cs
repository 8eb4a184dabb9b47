using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>Binary cross-entropy with another weight for the first term of its series, 1 - p of what is right.</summary>
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
