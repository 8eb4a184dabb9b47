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

    // p² + y², so written that of the derivatives of the quotient's two sides, which nearly cancel where the mask is empty, the region's numbers are added before pixels are.
    [PixelSum]
    public static double Squares(double p, double y) => SquaredError(p, y) + 2 * p * y;

    [Formula]
    public static double Formula(double squaredError, double squares, [Range(0, 1e3)] double smooth = 1e-5) => squaredError / (squares + smooth);
}
