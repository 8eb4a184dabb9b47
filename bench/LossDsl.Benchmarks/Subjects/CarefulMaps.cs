using static TorchSharp.torch;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>
/// Means over pixels with maps, which are constant in the gradient. All contenders make the maps in every call by the same public transforms, so that only the losses differ.
/// The transforms compare with 1/2 themselves, so that probabilities will do as the mask of the prediction.
/// </summary>
internal static class CarefulMaps
{
    /// <summary>φ p, the distance being signed: dL/dx = φ p (1 - p).</summary>
    public static (Tensor, Tensor) Boundary(Tensor x, Tensor y)
    {
        var (p, distance) = (x.sigmoid(), DistanceMap.Compute(y, DistanceKind.Signed).div_(x.numel()));
        var value = p.flatten().dot(distance.flatten());
        return (value, distance.mul_(p.addcmul_(p, p, -1)));
    }

    /// <summary>(1 + φ) times cross-entropy.</summary>
    public static (Tensor, Tensor) Penalty(Tensor x, Tensor y) =>
        CarefulPixel.CrossEntropy(x, x.sigmoid(), y, DistanceMap.Compute(y, DistanceKind.Inverted).add_(1));

    /// <summary>(p - y)² by the squared distance to the boundary of the target, and of the prediction: dL/dx = 2 w (p - y) p (1 - p).</summary>
    public static (Tensor, Tensor) Hausdorff(Tensor x, Tensor y, bool isOneSided)
    {
        var (p, weight) = (x.sigmoid(), DistanceMap.Compute(y, DistanceKind.Euclidean).pow_(2));
        if (!isOneSided)
        {
            var ofPrediction = DistanceMap.Compute(p, DistanceKind.Euclidean);
            weight.addcmul_(ofPrediction, ofPrediction, 1);
        }

        var difference = p - y;
        weight.mul_(difference);
        var value = weight.flatten().dot(difference.flatten()) / x.numel();
        return (value, weight.mul_(p.addcmul_(p, p, -1)).mul_(2.0 / x.numel()));
    }

    /// <summary>Cross-entropy; where prediction and target differ, 1 + the distance of the contours times.</summary>
    public static (Tensor, Tensor) ShapeAware(Tensor x, Tensor y)
    {
        var p = x.sigmoid();
        var weight = where(p.gt(0.5).logical_xor_(y.gt(0.5)), 1 + ContourDistance(p, y), ones(1));
        return CarefulPixel.CrossEntropy(x, p, y, weight);
    }

    /// <summary>-(1 + the distance of the contours) times cross-entropy.</summary>
    public static (Tensor, Tensor) ShapeAwareSurveyLiteral(Tensor x, Tensor y)
    {
        var p = x.sigmoid();
        return CarefulPixel.CrossEntropy(x, p, y, -1 - ContourDistance(p, y));
    }

    // The mean over the predicted contour of each image, of the logits' rank.
    private static Tensor ContourDistance(Tensor p, Tensor y)
    {
        var contour = CarefulRegion.Rows(ContourMap.Compute(p));
        var distance = CarefulRegion.Products(contour, CarefulRegion.Rows(DistanceMap.Compute(y, DistanceKind.ToContour)));
        return distance.div_(contour.sum(2, keepdim: true).clamp_(min: 1)).reshape([p.shape[0], .. Enumerable.Repeat(1L, (int)p.dim() - 1)]);
    }
}
