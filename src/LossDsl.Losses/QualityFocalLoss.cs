using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Cross-entropy weighted by |y - p|^beta: the focal loss for soft targets, smallest at p = y. Use this loss where the target is a quality between 0 and 1.
/// Li et al. 2020.
/// </summary>
[Loss("quality-focal",
    Family = LossFamily.Distribution,
    Reference = "Li et al. 2020, arXiv:2006.04388",
    UseCase = "The focal loss for soft targets.",
    Deviation = "The mean over the pixels of a region; the authors divide by the number of positives.")]
public sealed partial class QualityFocalLoss
{
    [Formula, PixelMean]
    public static double Formula(double p, double y, [Range(0.5, 10)] double beta = 2) => Math.Pow(Math.Abs(y - p), beta) * BinaryCrossEntropyLoss.Formula(p, y);
}
