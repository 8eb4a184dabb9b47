using LossDsl.Conformance.Oracles;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Losses;

/// <summary>Transcriptions of the losses that are means over pixels with weights from distance maps or windows.</summary>
internal static class BoundaryLosses
{
    public static Dictionary<string, Func<TensorRegions, Func<string, double>, Tensor>> All { get; } = new()
    {
        ["boundary"] = static (t, h) => t.Mean(t.P * t.Distance(Of.Target, DistanceKind.Signed)),
        ["boundary-dou"] = static (t, h) =>
        {
            var label = t.Y.gt(0.5).to_type(t.X.dtype);
            var contour = t.Sum(label * t.MeanWithZeros(label, 3, isCross: true).lt(1 - 1e-6).to_type(t.X.dtype));
            var alpha = (1 - 2 * (contour + h("smooth")) / (t.Sum(label) + h("smooth"))).clamp(max: h("largest"));
            var (squares, overlap) = (t.Sum(t.P * t.P) + t.Sum(t.Y * t.Y), t.Sum(t.P * t.Y));
            return (squares - 2 * overlap + h("smooth")) / (squares - 2 * overlap + (1 - alpha) * t.Tp + h("smooth"));
        },
        ["structure"] = static (t, h) =>
        {
            var weight = 1 + h("focus") * (t.MeanWithZeros(t.Y, 31, isCross: false) - t.Y).abs();
            var (overlap, total) = (t.Sum(weight * t.P * t.Y), t.Sum(weight * (t.P + t.Y)));
            return t.Sum(weight * PixelLosses.CrossEntropy(t)) / t.Sum(weight).clamp(min: 1) + 1 - (overlap + h("smooth")) / (total - overlap + h("smooth"));
        },
        ["distance-map-penalty"] = static (t, h) => t.Mean((h("bias") + t.Distance(Of.Target, DistanceKind.Inverted)) * PixelLosses.CrossEntropy(t)),
        ["hausdorff"] = static (t, h) =>
            t.Mean((t.P - t.Y).square() * (t.Distance(Of.Target).pow(h("exponent")) + t.Distance(Of.Prediction).pow(h("exponent")))),
        ["one-sided-hausdorff"] = static (t, h) => t.Mean((t.P - t.Y).square() * t.Distance(Of.Target).pow(h("exponent"))),
        ["shape-aware"] = static (t, h) =>
        {
            var isWrong = t.P.gt(0.5).ne(t.Y.gt(0.5)).to_type(t.X.dtype);
            return t.Mean((1 + h("shapeWeight") * ContourDistance(t) * isWrong) * PixelLosses.CrossEntropy(t));
        },
        ["shape-aware-survey-literal"] = static (t, h) => -(1 + ContourDistance(t)) * t.Mean(PixelLosses.CrossEntropy(t)),
        ["correlation-similarity"] = static (t, h) => Correlation(t, h("stability"), h("beta"), isDetached: true),
        ["correlation-similarity-full"] = static (t, h) => Correlation(t, h("stability"), h("beta"), isDetached: false),
    };

    /// <summary>Computes the mean distance from the predicted contour to that of the target, for each region.</summary>
    private static Tensor ContourDistance(TensorRegions t)
    {
        var contour = t.Contour(Of.Prediction);
        return t.Sum(contour * t.Distance(Of.Target, DistanceKind.ToContour)) / t.Sum(contour).clamp(min: 1);
    }

    private static Tensor Correlation(TensorRegions t, double stability, double beta, bool isDetached)
    {
        var difference = (Standardize(t, t.Y, stability) - Standardize(t, t.P, stability)).abs();
        var kept = difference.detach().gt(beta * t.Largest(difference)).to_type(t.X.dtype);
        return t.Sum((isDetached ? difference.detach() : difference) * kept * PixelLosses.CrossEntropy(t)) / t.Sum(kept).clamp(min: 1);
    }

    private static Tensor Standardize(TensorRegions t, Tensor values, double stability)
    {
        var mean = t.Local(values, 3, 1.5);
        return (values - mean + stability) / ((t.Local(values.square(), 3, 1.5) - mean.square()).PowOrZero(0.5) + stability);
    }
}
