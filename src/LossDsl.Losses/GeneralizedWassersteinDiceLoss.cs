using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Generalized Wasserstein Dice: a wrong class costs as much as it is far from the right one. The input <c>distance</c> has the distance of each two classes, from 0 to 1; a label weighs
/// as much as it is far from class 0, the background. Use this loss for classes of which some are alike, as parts of one tumour.
/// Fidon et al. 2017.
/// </summary>
[Loss("generalized-wasserstein-dice",
    Activation = Activation.Softmax,
    Family = LossFamily.Region,
    Reference = "Fidon et al. 2017, arXiv:1707.00478",
    UseCase = "Classes that exclude each other and of which some are alike.",
    Deviation = "Numerator and denominator are smoothed. The denominator is at least 0, for probabilities whose sum is above 1.")]
public sealed partial class GeneralizedWassersteinDiceLoss
{
    [PixelClassSum]
    public static double Error(double p, [Input(Per.ClassPair), Range(0.0, 1.0)] double distance) => p * distance;

    [PixelClassCumulativeSum]
    public static double Number() => 1;

    // Of class 0, the distance from the label.
    [PixelClassSum]
    public static double LabelWeight(double number, [Input(Per.ClassPair), Range(0.0, 1.0)] double distance) => number == 1 ? distance : 0;

    [PixelSum]
    public static double Hits(double labelWeight, double error) => labelWeight * (1 - error);

    [PixelSum]
    public static double Errors(double error) => error;

    [ClassMean]
    public static double OfImage(double hits, double errors, [Range(1e-9, 1e3)] double smooth = 1e-5) => errors / (LossMath.Relu(2 * hits + errors) + smooth);

    [Formula]
    public static double Formula(double ofImage) => ofImage;
}
