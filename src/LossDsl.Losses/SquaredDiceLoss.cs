using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>One minus the soft Dice coefficient with squares in the denominator.</summary>
[Loss("squared-dice",
    Family = LossFamily.Region,
    Reference = "Milletari et al. 2016, arXiv:1606.04797",
    UseCase = "As Dice; pixels that are half right pull less.")]
public sealed partial class SquaredDiceLoss
{
    [PixelSum]
    public static double SquaredError(double p, double y) => (p - y) * (p - y);

    [PixelSum]
    public static double Squares(double p, double y) => p * p + y * y;

    [Formula]
    public static double Formula(double squaredError, double squares, [Range(0, 1e3)] double smooth = 1e-5) => squaredError / (squares + smooth);
}
