using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Squared distance of the predicted size, Σp, from bounds around the size of the target; 0 between the bounds. Sizes are shares of the image. Use this loss beside a
/// cross-entropy of the few pixels that are labelled.
/// Kervadec et al. 2019.
/// </summary>
[Loss("size-constraint",
    Family = LossFamily.Region,
    Reference = "Kervadec et al. 2019, arXiv:1805.04628",
    UseCase = "Few labelled pixels, and a known size: beside cross-entropy.",
    Deviation = "Bounds are relative to the size of the target, and sizes are shares of the image.",
    IsMonotone = false)]
public sealed partial class SizeConstraintLoss
{
    [PixelMean]
    public static double Size(double p) => p;

    [PixelMean]
    public static double TargetSize(double y) => y;

    [Formula]
    public static double Formula(double size, double targetSize, [Range(0, 1)] double lower = 0.9, [Range(1, 1e3)] double upper = 1.1)
        => LossMath.Square(LossMath.Relu(lower * targetSize - size)) + LossMath.Square(LossMath.Relu(size - upper * targetSize));
}
