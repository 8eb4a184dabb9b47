using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Neighbour-aware calibration: cross-entropy plus the distance of the logits from the shares of the classes in the window around the pixel. Use this loss for classes that exclude
/// each other where probabilities should be calibrated, above all at contours.
/// Murugesan et al. 2023.
/// </summary>
[Loss("nacl",
    Activation = Activation.Softmax,
    Family = LossFamily.Distribution,
    Reference = "Murugesan et al. 2023, arXiv:2303.06268",
    UseCase = "Classes that exclude each other, with calibrated probabilities at contours.",
    Deviation = "A window of three pixels in which pixels outside the image have no class, and a mean over the classes, as in the authors' code.",
    IsMonotone = false)]
public sealed partial class NaclLoss
{
    [LocalMean(3, Padding = Padding.Zero)]
    public static double Share(double y) => y;

    [PixelMean]
    public static double OfClass(double p, double y) => CrossEntropyLoss.OfClass(p, y);

    [PixelMean]
    public static double Apart(double x, double share) => Math.Abs(share - x);

    [ClassSum]
    public static double CrossEntropy(double ofClass, double classWeight) => classWeight * ofClass;

    [ClassMean]
    public static double Penalty(double apart) => apart;

    [Formula]
    public static double Formula(double crossEntropy, double penalty, [Range(0, 1e3)] double penaltyWeight = 0.1) => crossEntropy + penaltyWeight * penalty;
}
