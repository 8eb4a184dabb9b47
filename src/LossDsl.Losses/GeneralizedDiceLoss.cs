using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>One Dice loss over all classes, each weighted by the inverse square of its volume in the target.</summary>
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
    public static double Errors(double fp, double fn, double volume) => (fp + fn) / Weighting(volume);

    [ClassSum]
    public static double Volumes(double tp, double fp, double fn, double volume) => (2 * tp + fp + fn) / Weighting(volume);

    [Formula]
    public static double Formula(double errors, double volumes, [Range(0, 1e3)] double smooth = 1e-5) => errors / (volumes + smooth);

    private static double Weighting(double volume) => LossMath.Square(Math.Max(volume, 1));
}
