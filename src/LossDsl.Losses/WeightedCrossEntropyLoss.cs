using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Binary cross-entropy in which foreground is multiplied by a weight. Use this loss for imbalanced data: a weight above 1 makes false negatives fewer, one below 1 false
/// positives.
/// Pihur et al. 2007.
/// </summary>
[Loss("weighted-cross-entropy",
    Family = LossFamily.Distribution,
    Reference = "Pihur et al. 2007, doi:10.1093/bioinformatics/btm158",
    Equation = "Jadon 2020, eq. 2",
    UseCase = "Skewed data: a weight above 1 makes false negatives fewer, one below 1 false positives.",
    Deviation = "The mean over the pixels of a region; the printed equation states no reduction.")]
public sealed partial class WeightedCrossEntropyLoss
{
    [Formula, PixelMean]
    public static double Formula(double p, double y, [Range(0, 1e3)] double foregroundWeight = 1)
        => -(foregroundWeight * y * Math.Log(p) + (1 - y) * Math.Log(1 - p));
}
