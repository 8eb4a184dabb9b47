namespace LossDsl.Losses;

/// <summary>The signed distance to the boundary of the target, summed over what is predicted. Negative where that is inside. Beside a region loss.</summary>
[Loss("boundary",
    Family = LossFamily.Boundary,
    Reference = "Kervadec et al. 2019, arXiv:1812.07032",
    UseCase = "Highly imbalanced foreground, beside a region loss with a growing weight.")]
public sealed partial class BoundaryLoss
{
    [Formula, PixelMean]
    public static double Formula(double p, [DistanceMap(Of.Target, DistanceKind.Signed)] double distance) => p * distance;
}
