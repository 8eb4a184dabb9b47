using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Focal loss for softmax: the mean over the pixels of -y (1 - p)^gamma log p, summed over the classes with optional class weights. Use this loss for mutually exclusive, highly
/// imbalanced classes.
/// Lin et al. 2017.
/// </summary>
[Loss("softmax-focal",
    Activation = Activation.Softmax,
    Family = LossFamily.Distribution,
    Reference = "Lin et al. 2017, arXiv:1708.02002",
    Equation = "Jadon 2020, eq. 7",
    UseCase = "Highly imbalanced classes that exclude each other.",
    Deviation = "γ = 0, not γ = 1, is cross-entropy. Classes are weighted by the class weights instead of α.")]
public sealed partial class SoftmaxFocalLoss
{
    [PixelMean]
    public static double OfClass(double p, double y, [Range(0, 10)] double gamma = 2) => -y * Math.Pow(1 - p, gamma) * Math.Log(p);

    [Formula, ClassSum]
    public static double Formula(double ofClass, double classWeight) => classWeight * ofClass;
}
