using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Weighted sum of two mean squared errors, one over the foreground pixels and one over the background pixels of the target. Use this loss for few foreground pixels, such as
/// lesions.
/// Brosch et al. 2015.
/// </summary>
[Loss("squared-sensitivity-specificity",
    Family = LossFamily.Region,
    Reference = "Brosch et al. 2015, doi:10.1007/978-3-319-24574-4_1",
    UseCase = "Few foreground pixels, as lesions.")]
public sealed partial class SquaredSensitivitySpecificityLoss
{
    [PixelSum]
    public static double OfForeground(double p, double y) => y * (p - y) * (p - y);

    [PixelSum]
    public static double OfBackground(double p, double y) => (1 - y) * (p - y) * (p - y);

    [PixelSum]
    public static double Foreground(double y) => y;

    [PixelSum]
    public static double Background(double y) => 1 - y;

    [Formula]
    public static double Formula(
        double ofForeground, double foreground, double ofBackground, double background,
        [Range(0, 1)] double sensitivityWeight = 0.05, [Range(0, 1e3)] double smooth = 1e-5)
        => sensitivityWeight * ofForeground / (foreground + smooth) + (1 - sensitivityWeight) * ofBackground / (background + smooth);
}
