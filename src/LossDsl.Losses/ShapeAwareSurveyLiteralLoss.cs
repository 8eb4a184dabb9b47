using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Shape-aware loss as the survey prints it (Jadon 2020): the printed signs make a score to maximise, not a loss. Train with <c>ShapeAwareLoss</c>; this score is for comparison
/// with the printed equation.
/// </summary>
[Loss("shape-aware-survey-literal",
    Family = LossFamily.Boundary,
    Reference = "Al Arif et al. 2018, doi:10.1007/978-3-319-74113-0_2",
    Equation = "Jadon 2020, eq. 15-16",
    Direction = Direction.Maximize,
    Deviation = "The mean over the pixels of a region instead of the sum.")]
public sealed partial class ShapeAwareSurveyLiteralLoss
{
    [PixelSum, StopGradient]
    public static double ContourLength([Map(typeof(ContourMapProvider), Of.Prediction), Range(0, 1)] double contour) => contour;

    [PixelSum, StopGradient]
    public static double ContourDistance(
        [Map(typeof(ContourMapProvider), Of.Prediction), Range(0, 1)] double contour, [DistanceMap(Of.Target, DistanceKind.ToContour)] double toTarget)
        => contour * toTarget;

    [Formula, PixelMean]
    public static double Formula(double p, double y, double contourLength, double contourDistance)
        => -(1 + (contourLength > 0 ? contourDistance / contourLength : 0)) * BinaryCrossEntropyLoss.Formula(p, y);
}
