using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Sum of |p - y|^gamma over Σp² + Σy²: the squared Dice loss at gamma 2, and as robust as the mean absolute error at gamma 1. Use this loss for labels with errors.
/// Wang et al. 2020.
/// </summary>
[Loss("noise-robust-dice",
    Family = LossFamily.Region,
    Reference = "Wang et al. 2020, doi:10.1109/TMI.2020.3000314 (COPLE-Net)",
    UseCase = "Labels with errors: as Dice, with less weight on pixels that are far off.",
    IsMonotone = false)]
public sealed partial class NoiseRobustDiceLoss
{
    [PixelSum]
    public static double Errors(double p, double y, [Range(1, 2)] double gamma = 1.5) => Math.Pow(Math.Abs(p - y), gamma);

    [PixelSum]
    public static double Squares(double p, double y) => p * p + y * y;

    [Formula]
    public static double Formula(double errors, double squares, [Range(1e-6, 1e3)] double smooth = 1e-5) => errors / (squares + smooth);
}
