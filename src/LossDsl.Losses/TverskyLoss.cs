using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// One minus the soft Tversky index, a Dice coefficient with separate weights for false positives and false negatives. Use this loss where one kind of error costs more.
/// Salehi et al. 2017.
/// </summary>
[Loss("tversky",
    Family = LossFamily.Region,
    Reference = "Salehi et al. 2017, arXiv:1706.05721",
    Equation = "Jadon 2020, eq. 10",
    UseCase = "Variant of Dice that weighs false positives and false negatives.",
    Deviation = "Sums over the pixels of a region, which the printed equation leaves out; weights of their own instead of β and 1 - β, and smoothing 1e-5 instead of 1.")]
public sealed partial class TverskyLoss
{
    [Formula]
    public static double Formula(
        double tp,
        double fp,
        double fn,
        [Range(0, 1)] double fpWeight = 0.3,
        [Range(0, 1)] double fnWeight = 0.7,
        [Range(0, 1e3)] double smooth = 1e-5)
        => 1 - (tp + smooth) / (tp + fpWeight * fp + fnWeight * fn + smooth);
}
