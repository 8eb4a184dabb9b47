using LossDsl.Conformance.Oracles;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Losses;

/// <summary>Transcriptions of the losses with structural similarity (Wang et al. 2004, equation 13) and of the Hausdorff loss by erosions (Karimi and Salcudean 2019, equation 11).</summary>
internal static class SimilarityLosses
{
    public static Dictionary<string, Func<TensorRegions, Func<string, double>, Tensor>> All { get; } = new()
    {
        ["ssim"] = static (t, h) => Dissimilarity(t, h("luminance"), h("contrast")),
        ["basnet"] = static (t, h) => t.Mean(PixelLosses.CrossEntropy(t)) + Dissimilarity(t, 0.01, 0.03) + 1 - (t.Tp + h("smooth")) / (t.Tp + t.Fp + t.Fn + h("smooth")),
        ["hausdorff-erosion"] = static (t, h) =>
        {
            var (eroded, sum) = ((t.P - t.Y).square(), zeros_like(t.P));
            for (var k = 1; k <= h("erosions"); k++)
            {
                eroded = h("gain") * (t.MeanWithZeros(eroded, 3, isCross: true) - 0.5).relu();
                sum += Math.Pow(k, h("exponent")) * eroded;
            }

            return t.Mean(sum);
        },
    };

    private static Tensor Dissimilarity(TensorRegions t, double k1, double k2)
    {
        var (c1, c2) = (k1 * k1, k2 * k2);
        var (meanP, meanY) = (Local(t.P), Local(t.Y));
        var (varianceP, varianceY, covariance) = (Local(t.P * t.P) - meanP * meanP, Local(t.Y * t.Y) - meanY * meanY, Local(t.P * t.Y) - meanP * meanY);
        return 1 - t.Mean((2 * meanP * meanY + c1) * (2 * covariance + c2) / ((meanP * meanP + meanY * meanY + c1) * (varianceP + varianceY + c2)));

        Tensor Local(Tensor term) => t.Local(term, 11, 1.5);
    }
}
