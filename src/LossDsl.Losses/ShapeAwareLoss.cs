using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Binary cross-entropy in which wrong pixels are multiplied by 1 + shapeWeight d. The distance d of a region is the mean distance of the predicted contour to the contour of the
/// target. Use this loss for boundaries that are hard to segment.
/// Al Arif et al. 2018.
/// </summary>
[Loss("shape-aware",
    Family = LossFamily.Boundary,
    Reference = "Al Arif et al. 2018, doi:10.1007/978-3-319-74113-0_2",
    Equation = "Jadon 2020, eq. 15-16",
    UseCase = "Boundaries that are hard to segment.",
    Deviation = "Both printed minus signs would reward errors. The distance is one number of a region, and counts where prediction and target differ.")]
public sealed partial class ShapeAwareLoss
{
    [PixelSum, StopGradient]
    public static double ContourLength([Map(typeof(ContourMapProvider), Of.Prediction), Range(0, 1)] double contour) => contour;

    [PixelSum, StopGradient]
    public static double ContourDistance(
        [Map(typeof(ContourMapProvider), Of.Prediction), Range(0, 1)] double contour, [DistanceMap(Of.Target, DistanceKind.ToContour)] double toTarget)
        => contour * toTarget;

    [Formula, PixelMean]
    public static double Formula(double p, double y, double contourLength, double contourDistance, [Range(0, 1e3)] double shapeWeight = 1)
    {
        var distance = contourLength > 0 ? contourDistance / contourLength : 0;
        var isWrong = (p > 0.5) != (y > 0.5);
        return (isWrong ? 1 + shapeWeight * distance : 1) * BinaryCrossEntropyLoss.Formula(p, y);
    }
}
