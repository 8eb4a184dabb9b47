using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Binary cross-entropy of each class with the factors alpha (1 - p)^gamma for foreground and (1 - alpha) p^gamma for background. Easy pixels weigh less. Use this loss for
/// highly imbalanced data.
/// Lin et al. 2017.
/// </summary>
[Loss("focal",
    Family = LossFamily.Distribution,
    Reference = "Lin et al. 2017, arXiv:1708.02002",
    Equation = "Jadon 2020, eq. 7",
    UseCase = "Works best with highly imbalanced data: easy examples count less, so that the model learns the hard ones.",
    Deviation = "γ = 0, not γ = 1, is cross-entropy (times α). The mean over the pixels of a region, not over positives.")]
public sealed partial class FocalLoss
{
    [Formula, PixelMean]
    public static double Formula(double p, double y, [Range(0, 1)] double alpha = 0.25, [Range(0, 10)] double gamma = 2)
        => -alpha * y * Math.Pow(1 - p, gamma) * Math.Log(p) - (1 - alpha) * (1 - y) * Math.Pow(p, gamma) * Math.Log(1 - p);
}
