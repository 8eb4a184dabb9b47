using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// One minus the soft Jaccard index (intersection over union). Use this loss like the Dice loss where half-correct regions should cost more.
/// Rahman and Wang 2016.
/// </summary>
[Loss("jaccard",
    Family = LossFamily.Region,
    Reference = "Rahman and Wang 2016, doi:10.1007/978-3-319-50835-1_22",
    UseCase = "As Dice, but a region that is half right costs more.")]
public sealed partial class JaccardLoss
{
    [Formula]
    public static double Formula(double tp, double fp, double fn, [Range(0, 1e3)] double smooth = 1e-5)
        => 1 - (tp + smooth) / (tp + fp + fn + smooth);
}
