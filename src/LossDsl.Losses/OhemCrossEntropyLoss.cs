using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Online hard example mining: the mean of the categorical cross-entropies of hard pixels, for softmax. Hard are the pixels whose probability of the true class is below the threshold,
/// and at least the hardest share of all. Use this loss where most pixels soon are easy, as in street scenes.
/// Wu et al. 2016; Shrivastava et al. 2016.
/// </summary>
[Loss("ohem-cross-entropy",
    Activation = Activation.Softmax,
    Family = LossFamily.Distribution,
    Reference = "Wu et al. 2016, arXiv:1605.06885; Shrivastava et al. 2016, arXiv:1604.03540",
    UseCase = "Most pixels soon are easy: only pixels below a probability count.",
    Deviation = "At least a share of the pixels counts, not a number of them; mmsegmentation divides by all pixels, not by the hard ones. Which pixels are hard is constant in the derivative.",
    IsMonotone = false)]
public sealed partial class OhemCrossEntropyLoss
{
    [PixelClassSum]
    public static double Surprise(double p, double y) => -y * Math.Log(p);

    [PixelClassSum]
    public static double CrossEntropy(double p, double y, double classWeight) => TopKCrossEntropyLoss.CrossEntropy(p, y, classWeight);

    [PixelAbove(nameof(Surprise))]
    public static double Harder() => 1;

    [Pixel]
    public static double Hard(double surprise, double harder, double n, [Range(1e-6, 1)] double threshold = 0.7, [Range(0.0, 1.0)] double share = 0.0625)
        => surprise > -Math.Log(threshold) || harder <= Math.Max(share * n - 1, 0) ? 1 : 0;

    [PixelSum]
    public static double Count(double hard) => hard;

    [PixelSum]
    public static double Total(double hard, double crossEntropy) => hard * crossEntropy;

    [Formula, ClassMean]
    public static double Formula(double total, double count) => total / Math.Max(count, 1);
}
