using static TorchSharp.torch;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>
/// Computes value and gradient of means over pixels that read distance maps, for <see cref="CarefulLosses"/>. Maps are constants in the gradient.
/// All contenders compute the maps in every call by the same public transforms, so that only the losses differ.
/// The transforms threshold their input at 1/2, so that probabilities serve as the mask of the prediction.
/// </summary>
internal static class CarefulMaps
{
    /// <summary>Computes the boundary loss, the mean of φ p with the signed distance φ: dL/dx = φ p (1 - p).</summary>
    public static (Tensor, Tensor) Boundary(Tensor x, Tensor y)
    {
        var (p, distance) = (x.sigmoid(), DistanceMap.Compute(y, DistanceKind.Signed).div_(x.numel()));
        var value = p.flatten().dot(distance.flatten());
        return (value, distance.mul_(p.addcmul_(p, p, -1)));
    }

    /// <summary>Computes the distance-map penalty: cross-entropy weighted by 1 + φ, with the inverted distance φ.</summary>
    public static (Tensor, Tensor) Penalty(Tensor x, Tensor y) =>
        CarefulPixel.CrossEntropy(x, x.sigmoid(), y, DistanceMap.Compute(y, DistanceKind.Inverted).add_(1));

    /// <summary>
    /// Computes Hausdorff loss, the mean of w (p - y)²: dL/dx = 2 w (p - y) p (1 - p).
    /// The weight w is the squared distance to the target's boundary, plus that to the prediction's unless <paramref name="isOneSided"/>.
    /// </summary>
    public static (Tensor, Tensor) Hausdorff(Tensor x, Tensor y, bool isOneSided)
    {
        var (p, weight) = (x.sigmoid(), DistanceMap.Compute(y, DistanceKind.Euclidean).pow_(2));
        if (!isOneSided)
        {
            var predictedDistance = DistanceMap.Compute(p, DistanceKind.Euclidean);
            weight.addcmul_(predictedDistance, predictedDistance, 1);
        }

        var difference = p - y;
        weight.mul_(difference);
        var value = weight.flatten().dot(difference.flatten()) / x.numel();
        return (value, weight.mul_(p.addcmul_(p, p, -1)).mul_(2.0 / x.numel()));
    }

    /// <summary>
    /// Computes shape-aware loss: cross-entropy weighted by 1 + the contour distance of the image where thresholded prediction and target differ, and by 1 elsewhere.
    /// </summary>
    public static (Tensor, Tensor) ShapeAware(Tensor x, Tensor y)
    {
        var p = x.sigmoid();
        var weight = where(p.gt(0.5).logical_xor_(y.gt(0.5)), 1 + ContourDistance(p, y), ones(1, device: x.device));
        return CarefulPixel.CrossEntropy(x, p, y, weight);
    }

    /// <summary>Computes the survey's literal form of shape-aware loss: cross-entropy weighted by -(1 + the contour distance of the image).</summary>
    public static (Tensor, Tensor) ShapeAwareSurveyLiteral(Tensor x, Tensor y)
    {
        var p = x.sigmoid();
        return CarefulPixel.CrossEntropy(x, p, y, -1 - ContourDistance(p, y));
    }

    // Mean distance from the predicted contour to the target's contour for each image, [B, 1, ...], of the logits' rank so that the result broadcasts.
    private static Tensor ContourDistance(Tensor p, Tensor y)
    {
        var contour = CarefulRegion.Rows(ContourMap.Compute(p));
        var distance = CarefulRegion.Products(contour, CarefulRegion.Rows(DistanceMap.Compute(y, DistanceKind.ToContour)));
        return distance.div_(contour.sum(2, keepdim: true).clamp_(min: 1)).reshape([p.shape[0], .. Enumerable.Repeat(1L, (int)p.dim() - 1)]);
    }
}
