using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Square of one minus the t-vMF similarity, (1 + cos) / (1 + kappa (1 - cos)) - 1, of the cosine of prediction and target. Use this loss like Dice where a larger kappa should
/// demand more of overlaps that are nearly right.
/// Kato and Hotta 2023.
/// </summary>
[Loss("t-vmf-dice",
    Family = LossFamily.Region,
    Reference = "Kato and Hotta 2023, arXiv:2207.07842",
    UseCase = "As Dice; kappa sets how compact the similarity is.",
    Deviation = "One more element √smooth in prediction and target keeps the cosine of an empty mask defined. kappa is constant, not adapted to the validation score.",
    IsMonotone = false)]
public sealed partial class TVmfDiceLoss
{
    [PixelSum]
    public static double Overlap(double p, double y) => p * y;

    [PixelSum]
    public static double PredictionSquares(double p) => p * p;

    [PixelSum]
    public static double TargetSquares(double y) => y * y;

    [Formula]
    public static double Formula(
        double overlap, double predictionSquares, double targetSquares, [Range(0, 1e4)] double kappa = 32, [Range(1e-12, 1e3)] double smooth = 1e-5)
    {
        // 1 - cos, in which 1 minus the similarity is unlike (1 + 2 kappa) / (1 + kappa unlike).
        var unlike = 1 - (overlap + smooth) / Math.Sqrt((predictionSquares + smooth) * (targetSquares + smooth));
        return LossMath.Square(unlike * (1 + 2 * kappa) / (1 + kappa * unlike));
    }
}
