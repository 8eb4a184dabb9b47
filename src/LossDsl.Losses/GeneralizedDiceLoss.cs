using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Dice loss over all classes at once. The errors and the volumes of the classes are summed with weights volume^-volumeExponent, by the volume of the class in the target.
/// Exponent 2 is the published weight, and 0 weights all classes equally. Use this loss for classes of very different size.
/// Sudre et al. 2017.
/// </summary>
[Loss("generalized-dice",
    Family = LossFamily.Region,
    Reference = "Sudre et al. 2017, arXiv:1707.03237",
    UseCase = "Classes of very different size.",
    Deviation = "Volumes are at least one pixel, so that a class that an image lacks has a finite weight.")]
public sealed partial class GeneralizedDiceLoss
{
    [PixelSum]
    public static double Volume(double y) => y;

    [ClassSum]
    public static double Errors(double fp, double fn, double volume, [Range(0, 2)] double volumeExponent = 2) => (fp + fn) / Weighting(volume, volumeExponent);

    [ClassSum]
    public static double Volumes(double tp, double fp, double fn, double volume, [Range(0, 2)] double volumeExponent = 2)
        => (2 * tp + fp + fn) / Weighting(volume, volumeExponent);

    [Formula]
    public static double Formula(double errors, double volumes, [Range(0, 1e3)] double smooth = 1e-5) => errors / (volumes + smooth);

    private static double Weighting(double volume, double volumeExponent) => Math.Pow(Math.Max(volume, 1), volumeExponent);
}
