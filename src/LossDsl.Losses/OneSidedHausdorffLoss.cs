using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Mean squared error weighted by a power of the distance to the boundary of the target. This loss is cheaper than <c>HausdorffLoss</c>, because the distance map depends on the
/// target alone and can be stored. Use this loss beside a region loss where far outliers matter.
/// Karimi and Salcudean 2019.
/// </summary>
[Loss("one-sided-hausdorff",
    Family = LossFamily.Boundary,
    Reference = "Karimi and Salcudean 2019, arXiv:1904.10030 (distance transform, one-sided)",
    Equation = "Jadon 2020, eq. 23",
    UseCase = "As the Hausdorff loss, at a fraction of its cost.",
    Deviation = "The printed equation is a metric, which has no useful gradient; this is the authors' loss by distance transforms.")]
public sealed partial class OneSidedHausdorffLoss
{
    [Formula, PixelMean]
    public static double Formula(double p, double y, [DistanceMap(Of.Target)] double targetDistance, [Range(0.1, 10)] double exponent = 2)
        => (p - y) * (p - y) * Math.Pow(targetDistance, exponent);
}
