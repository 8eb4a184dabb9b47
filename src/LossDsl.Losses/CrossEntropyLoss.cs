namespace LossDsl.Losses;

/// <summary>The cross-entropy of classes that exclude each other: of each pixel its own class counts. For softmax.</summary>
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
