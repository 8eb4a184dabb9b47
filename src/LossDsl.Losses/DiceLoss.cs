using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// One minus the soft Dice coefficient, which measures the overlap of prediction and target in each region. Use this loss where segmentation is judged by overlap.
/// Milletari et al. 2016, Sudre et al. 2017.
/// </summary>
[Loss("dice",
    Family = LossFamily.Region,
    Reference = "Milletari et al. 2016, arXiv:1606.04797; Sudre et al. 2017, arXiv:1707.03237",
    Equation = "Jadon 2020, eq. 8",
    UseCase = "Overlap of the segmentation as such, from the Dice coefficient, a metric to evaluate segmentation results.",
    Deviation = "Sums over the pixels of a region, which the printed equation leaves out; smoothing 1e-5 instead of 1.")]
public sealed partial class DiceLoss
{
    [Formula]
    public static double Formula(
        double tp,
        double fp,
        double fn,
        [Range(0, 1e3)] double smoothNumerator = 1e-5,
        [Range(0, 1e3)] double smoothDenominator = 1e-5)
        => 1 - (2 * tp + smoothNumerator) / (2 * tp + fp + fn + Math.Max(smoothNumerator, smoothDenominator));
}
