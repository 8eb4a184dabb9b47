using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Dice loss whose pixels are weighted by the inverted distance to the boundary of the target, plus a bias. Use this loss where the overlap near the boundary matters most.
/// Caliva et al. 2019.
/// </summary>
[Loss("distance-weighted-dice",
    Family = LossFamily.Boundary,
    Reference = "Caliva et al. 2019, arXiv:1908.03679",
    UseCase = "As Dice, where errors near the boundary matter most.",
    Deviation = "The paper weighs cross-entropy. All sums are weighted, not the numerator alone as in SegLossOdyssey, so that the loss stays in [0, 1].")]
public sealed partial class DistanceWeightedDiceLoss
{
    [PixelSum]
    public static double Overlap(double p, double y, [DistanceMap(Of.Target, DistanceKind.Inverted)] double phi, [Range(0, 1000)] double bias = 1) => (bias + phi) * p * y;

    [PixelSum]
    public static double Errors(double p, double y, [DistanceMap(Of.Target, DistanceKind.Inverted)] double phi, [Range(0, 1000)] double bias = 1)
        => (bias + phi) * (p * (1 - y) + (1 - p) * y);

    [Formula]
    public static double Formula(double overlap, double errors, [Range(0, 1e3)] double smooth = 1e-5) => errors / (2 * overlap + errors + smooth);
}
