using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Logarithm of 1 plus the Hausdorff loss by distance transforms, for each region. Use this loss like the Hausdorff loss where its values are too large.
/// Karimi and Salcudean 2019.
/// </summary>
[Loss("log-hausdorff",
    Family = LossFamily.Boundary,
    Reference = "Karimi and Salcudean 2019, arXiv:1904.10030 (distance transform); MONAI, LogHausdorffDTLoss",
    UseCase = "As Hausdorff, with smaller values.",
    Deviation = "The logarithm of each region, then the mean; MONAI takes that of the mean over the batch.")]
public sealed partial class LogHausdorffLoss
{
    [PixelMean]
    public static double Weighted(
        double p,
        double y,
        [DistanceMap(Of.Target)] double targetDistance,
        [DistanceMap(Of.Prediction)] double predictionDistance,
        [Range(0.1, 10)] double exponent = 2)
        => HausdorffLoss.Formula(p, y, targetDistance, predictionDistance, exponent);

    [Formula]
    public static double Formula(double weighted) => LossMath.Log1P(weighted);
}
