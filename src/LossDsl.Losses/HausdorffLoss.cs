using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Mean squared error weighted by powers of two distances, to the boundary of the target and to the boundary of the prediction. Use this loss beside a region loss where far
/// outliers matter, as in the Hausdorff distance.
/// Karimi and Salcudean 2019.
/// </summary>
[Loss("hausdorff",
    Family = LossFamily.Boundary,
    Reference = "Karimi and Salcudean 2019, arXiv:1904.10030 (distance transform)",
    Equation = "Jadon 2020, eq. 23",
    UseCase = "Far outliers matter, as the Hausdorff distance measures them. Beside a region loss.",
    Deviation = "The printed equation is the one-sided distance as a metric, which has no useful gradient; this is the authors' loss by distance transforms.")]
public sealed partial class HausdorffLoss
{
    [Formula, PixelMean]
    public static double Formula(
        double p,
        double y,
        [DistanceMap(Of.Target)] double targetDistance,
        [DistanceMap(Of.Prediction)] double predictionDistance,
        [Range(0.1, 10)] double exponent = 2)
        => (p - y) * (p - y) * (Math.Pow(targetDistance, exponent) + Math.Pow(predictionDistance, exponent));
}
