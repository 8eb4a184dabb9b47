using System.ComponentModel.DataAnnotations;

namespace LossDsl.Conformance.Published.Definitions;

/// <summary>Lovász extension of the Jaccard loss by the errors |y - p|, of Berman et al. 2018: LovaszLoss of segmentation_models.pytorch for several classes, LovaszSoftmax of SegLossOdyssey.</summary>
[Loss("peer-lovasz-softmax", Activation = Activation.Softmax)]
public sealed partial class LovaszSoftmaxLoss
{
    [PixelSum]
    internal static double Volume(double y) => y;

    [Pixel]
    internal static double Error(double p, double y) => Math.Abs(y - p);

    [PixelAbove(nameof(Error))]
    internal static double Foreground(double y) => y;

    [PixelAbove(nameof(Error))]
    internal static double Background(double y) => 1 - y;

    [Formula, PixelSum]
    internal static double Formula(double error, double y, double volume, double foreground, double background) => error * JaccardStep(y, volume, foreground, background);

    /// <summary>Returns the Jaccard loss of a prediction that is wrong at a pixel and at those before it, minus that of one that is wrong at those before it: without cancellation.</summary>
    public static double JaccardStep(double y, double volume, double foreground, double background) =>
        volume + background > 0 ? (volume - foreground + y * (foreground + background)) / ((volume + background) * (volume + background + 1 - y)) : 1;
}

/// <summary>Lovász hinge on raw logits, of Berman et al. 2018: LovaszLoss of segmentation_models.pytorch for one foreground.</summary>
[Loss("peer-lovasz-hinge")]
public sealed partial class LovaszHingeLoss
{
    [PixelSum]
    internal static double Volume(double y) => y;

    [Pixel]
    internal static double Error(double x, double y) => 1 - x * (2 * y - 1);

    [PixelAbove(nameof(Error))]
    internal static double Foreground(double y) => y;

    [PixelAbove(nameof(Error))]
    internal static double Background(double y) => 1 - y;

    [Formula, PixelSum]
    internal static double Formula(double error, double y, double volume, double foreground, double background) =>
        LossMath.Relu(error) * LovaszSoftmaxLoss.JaccardStep(y, volume, foreground, background);
}

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
