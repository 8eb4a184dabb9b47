using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Cross-entropy with a target of quality q, such as the overlap of a detection: pixels with q above 0 weigh q, and background weighs alpha p^gamma. Use this loss to predict
/// the quality together with the class.
/// Zhang et al. 2021.
/// </summary>
[Loss("varifocal",
    Family = LossFamily.Distribution,
    Reference = "Zhang et al. 2021, arXiv:2008.13367",
    UseCase = "Soft targets that state a quality: easy background counts less, foreground by its quality.",
    Deviation = "The mean over the pixels of a region; the authors divide by the number of positives.")]
public sealed partial class VarifocalLoss
{
    [Formula, PixelMean]
    public static double Formula(double p, double y, [Range(0, 10)] double alpha = 0.75, [Range(0, 10)] double gamma = 2)
        => y > 0 ? y * BinaryCrossEntropyLoss.Formula(p, y) : -alpha * Math.Pow(p, gamma) * Math.Log(1 - p);
}
