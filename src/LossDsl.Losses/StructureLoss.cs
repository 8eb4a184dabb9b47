using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Weighted binary cross-entropy plus weighted Jaccard loss. A pixel weighs more the more its label differs from the mean label of the window around it. Use this loss for objects
/// with fine boundaries, as polyps and camouflaged animals.
/// Fan et al. 2020.
/// </summary>
[Loss("structure",
    Family = LossFamily.Structural,
    Reference = "Fan et al. 2020, arXiv:2006.11392",
    UseCase = "Objects with fine boundaries, as polyps.",
    Deviation = "Cross-entropy is weighted, as in the paper; the authors' code averages it before the weight. Beyond the image the window has zeros, as in their code.")]
public sealed partial class StructureLoss
{
    [LocalMean(31, Padding = Padding.Zero)]
    public static double MeanY(double y) => y;

    [Pixel]
    public static double Weight(double y, double meanY, [Range(0, 1e3)] double focus = 5) => 1 + focus * Math.Abs(meanY - y);

    [PixelSum]
    public static double Weights(double weight) => weight;

    [PixelSum]
    public static double CrossEntropy(double p, double y, double weight) => weight * BinaryCrossEntropyLoss.Formula(p, y);

    [PixelSum]
    public static double Hits(double p, double y, double weight) => weight * (y * p);

    [PixelSum]
    public static double Errors(double p, double y, double weight) => weight * (y * (1 - p) + (1 - y) * p);

    // A region without valid pixels has no weights.
    [Formula]
    public static double Formula(double crossEntropy, double weights, double hits, double errors, [Range(1e-6, 1e3)] double smooth = 1)
        => crossEntropy / Math.Max(weights, 1) + errors / (hits + errors + smooth);
}
