using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Margin-based label smoothing: cross-entropy plus a penalty on logits that lie below the largest of their pixel by more than a margin. Use this loss for classes that exclude each
/// other where probabilities should be calibrated.
/// Liu et al. 2022.
/// </summary>
[Loss("mbls",
    Activation = Activation.Softmax,
    Family = LossFamily.Distribution,
    Reference = "Liu et al. 2022, arXiv:2111.15430",
    UseCase = "Classes that exclude each other, with calibrated probabilities.",
    Deviation = "The penalty is a mean over the classes, as in the authors' code; in the paper a sum.",
    IsMonotone = false)]
public sealed partial class MblsLoss
{
    [PixelClassMax]
    public static double Largest(double x) => x;

    [PixelMean]
    public static double OfClass(double p, double y) => CrossEntropyLoss.OfClass(p, y);

    [PixelMean]
    public static double Excess(double x, double largest, [Range(0, 100)] double margin = 10) => LossMath.Relu(largest - x - margin);

    [ClassSum]
    public static double CrossEntropy(double ofClass, double classWeight) => classWeight * ofClass;

    [ClassMean]
    public static double Penalty(double excess) => excess;

    [Formula]
    public static double Formula(double crossEntropy, double penalty, [Range(0, 1e3)] double penaltyWeight = 0.1) => crossEntropy + penaltyWeight * penalty;
}
