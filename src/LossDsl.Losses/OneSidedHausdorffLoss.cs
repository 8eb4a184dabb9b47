using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>Squared errors weighted by their distance to the boundary of the target: cheaper than both sides, for the map can be kept with the target.</summary>
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
