using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>One Dice loss over all classes, each weighted by a power of its inverse volume in the target: the square, or its root, or not at all.</summary>
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
