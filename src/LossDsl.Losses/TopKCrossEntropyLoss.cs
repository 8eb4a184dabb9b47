using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Mean of the largest share of the categorical cross-entropies of the pixels, for softmax. Use this loss where most pixels are easy and their many small values outweigh the rest.
/// Wu et al. 2016.
/// </summary>
[Loss("top-k-cross-entropy",
    Activation = Activation.Softmax,
    Family = LossFamily.Distribution,
    Reference = "Wu et al. 2016, arXiv:1605.06885",
    UseCase = "Most pixels are easy: only the hardest share counts.",
    Deviation = "The share is of each image, with Region.WholeBatch of the batch as in nnU-Net. Which pixels count is constant in the derivative.")]
public sealed partial class TopKCrossEntropyLoss
{
    [PixelClassSum]
    public static double CrossEntropy(double p, double y, double classWeight) => -classWeight * y * Math.Log(p);

    [PixelTop(nameof(share))]
    public static double Hardest(double crossEntropy, [Range(0.0, 1.0)] double share = 0.1) => crossEntropy;

    [Formula, ClassMean]
    public static double Formula(double hardest) => hardest;
}
