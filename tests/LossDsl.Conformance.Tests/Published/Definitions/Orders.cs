using System.ComponentModel.DataAnnotations;

namespace LossDsl.Conformance.Published.Definitions;

/// <summary>TopKLoss of SegLossOdyssey and nnU-Net: the mean of the largest cross-entropies of pixels, which are the same for all classes.</summary>
[Loss("peer-top-k-cross-entropy", Activation = Activation.Softmax)]
public sealed partial class TopKCrossEntropyLoss
{
    [PixelClassSum]
    internal static double CrossEntropy(double p, double y) => -y * Math.Log(p);

    [Formula, PixelTop(nameof(share))]
    internal static double Formula(double crossEntropy, [Range(0, 1)] double share = 0.1) => crossEntropy;
}

/// <summary>DC_and_topk_loss of nnU-Net: Dice and the largest cross-entropies, both over the batch.</summary>
[Loss("peer-dice-top-k", Activation = Activation.Softmax)]
public sealed partial class DiceTopKLoss
{
    [PixelClassSum]
    internal static double CrossEntropy(double p, double y) => -y * Math.Log(p);

    [PixelTop(nameof(share))]
    internal static double Hardest(double crossEntropy, [Range(0, 1)] double share = 0.1) => crossEntropy;

    [Formula]
    internal static double Formula(double hardest, double tp, double fp, double fn, double smooth = 1e-5) => hardest + (fp + fn) / (2 * tp + fp + fn + smooth);
}
