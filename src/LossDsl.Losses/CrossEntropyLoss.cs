namespace LossDsl.Losses;

/// <summary>
/// Categorical cross-entropy for softmax: the mean over the pixels of -y log p, summed over the classes with optional class weights. Use this loss for mutually exclusive classes
/// that are about equally frequent.
/// Goodfellow et al. 2016.
/// </summary>
[Loss("cross-entropy",
    Activation = Activation.Softmax,
    Family = LossFamily.Distribution,
    Reference = "Goodfellow et al. 2016, Deep Learning, section 6.2.2",
    UseCase = "Classes that exclude each other and are equally frequent.")]
public sealed partial class CrossEntropyLoss
{
    [PixelMean]
    public static double OfClass(double p, double y) => -y * Math.Log(p);

    [Formula, ClassSum]
    public static double Formula(double ofClass, double classWeight) => classWeight * ofClass;
}
