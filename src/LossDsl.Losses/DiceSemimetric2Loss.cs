using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Dice loss for soft labels, 1 - 2 Σpy / (2 Σpy + |p - y|) with the L1 norm. The loss is 0 only where p = y. Use this loss for soft labels; hard labels have the Dice loss.
/// Wang et al. 2023.
/// </summary>
[Loss("dice-semimetric-2",
    Family = LossFamily.Region,
    Reference = "Wang et al. 2023, arXiv:2303.16296 (DML2)",
    UseCase = "As Dice, for soft labels: smallest at p = y.",
    Deviation = "Smoothing 1e-5, which the equation lacks.")]
public sealed partial class DiceSemimetric2Loss
{
    [PixelSum]
    public static double Apart(double p, double y) => Math.Abs(p - y);

    [PixelSum]
    public static double Overlap(double p, double y) => p * y;

    [Formula]
    public static double Formula(double apart, double overlap, [Range(0, 1e3)] double smooth = 1e-5) => apart / (2 * overlap + apart + smooth);
}
