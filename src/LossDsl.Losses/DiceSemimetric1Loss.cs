using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Dice loss for soft labels, 1 - (|p| + |y| - |p - y|) / (|p| + |y|) with L1 norms. The loss is 0 only where p = y. Use this loss for soft labels; hard labels have the Dice loss.
/// Wang et al. 2023.
/// </summary>
[Loss("dice-semimetric-1",
    Family = LossFamily.Region,
    Reference = "Wang et al. 2023, arXiv:2303.16296 (DML1)",
    UseCase = "As Dice, for soft labels: smallest at p = y.",
    Deviation = "Smoothing 1e-5, which the equation lacks.")]
public sealed partial class DiceSemimetric1Loss
{
    [PixelSum]
    public static double Apart(double p, double y) => Math.Abs(p - y);

    // The smaller of p and y: |p| + |y| is |p - y| plus twice this, and so written no derivatives cancel. Where p is rounded to y = 1, the slope stays 1.
    [PixelSum]
    public static double Shared(double p, double y) => p > y ? y : p;

    [Formula]
    public static double Formula(double apart, double shared, [Range(0, 1e3)] double smooth = 1e-5) => apart / (2 * shared + apart + smooth);
}
