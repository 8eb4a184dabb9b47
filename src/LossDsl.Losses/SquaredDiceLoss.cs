using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// One minus the soft Dice coefficient with squares in the denominator, 1 - 2 Σpy / (Σp² + Σy²). Use this loss like the Dice loss where half-correct pixels should have smaller
/// gradients.
/// Milletari et al. 2016.
/// </summary>
[Loss("squared-dice",
    Family = LossFamily.Region,
    Reference = "Milletari et al. 2016, arXiv:1606.04797",
    UseCase = "As Dice; pixels that are half right pull less.")]
public sealed partial class SquaredDiceLoss
{
    [PixelSum]
    public static double SquaredError(double p, double y) => (p - y) * (p - y);

    // p² + y², written so that its derivative shares the term 2 (p - y) with that of SquaredError. The coefficients of that term nearly cancel where the mask is empty:
    // so they are added as region values in float64, before they are multiplied by pixel values.
    [PixelSum]
    public static double Squares(double p, double y) => SquaredError(p, y) + 2 * p * y;

    [Formula]
    public static double Formula(double squaredError, double squares, [Range(0, 1e3)] double smooth = 1e-5) => squaredError / (squares + smooth);
}
