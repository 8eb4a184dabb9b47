using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Binary cross-entropy in which each pixel is multiplied by bias + phi. The map phi falls from 1 at the boundary of the target to 0 at the pixels farthest from it. Use this
/// loss for boundaries that are hard to segment.
/// Caliva et al. 2019.
/// </summary>
[Loss("distance-map-penalty",
    Family = LossFamily.Distribution,
    Reference = "Caliva et al. 2019, arXiv:1908.03679",
    Equation = "Jadon 2020, eq. 22",
    UseCase = "Boundaries that are hard to segment.",
    Deviation = "The map is of the target alone, inverted and scaled to [0, 1], so that pixels near the boundary weigh more; the text also speaks of the prediction.")]
public sealed partial class DistanceMapPenaltyLoss
{
    [Formula, PixelMean]
    public static double Formula(double p, double y, [DistanceMap(Of.Target, DistanceKind.Inverted)] double phi, [Range(0, 1e3)] double bias = 1)
        => (bias + phi) * BinaryCrossEntropyLoss.Formula(p, y);
}
