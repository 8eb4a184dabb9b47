namespace LossDsl.Losses;

/// <summary>
/// Spatially varying label smoothing: cross-entropy with labels of which half is that of the pixel and half the mean of its neighbours' in a Gaussian window of 3 pixels. Labels are
/// soft at contours alone. Use this loss for classes that exclude each other where annotators disagree about contours.
/// Islam and Glocker 2021.
/// </summary>
[Loss("svls",
    Activation = Activation.Softmax,
    Family = LossFamily.Distribution,
    Reference = "Islam and Glocker 2021, arXiv:2104.05788",
    UseCase = "Classes that exclude each other, with contours about which annotators disagree.",
    Deviation = "Pixels that are not valid are no neighbours.",
    IsMonotone = false)]
public sealed partial class SvlsLoss
{
    [LocalSum(3, Kernel.Gaussian, Sigma = 1)]
    public static double Labels(double y) => y;

    [LocalSum(3, Kernel.Gaussian, Sigma = 1)]
    public static double Weights() => 1;

    // The weight of the pixel itself is 1. A pixel without valid neighbours keeps its label.
    [Pixel]
    public static double Label(double y, double labels, double weights) => weights > 1.001 ? (y + LossMath.Clamp((labels - y) / (weights - 1), 0, 1)) / 2 : y;

    [PixelMean]
    public static double OfClass(double p, double label) => CrossEntropyLoss.OfClass(p, label);

    [Formula, ClassSum]
    public static double Formula(double ofClass, double classWeight) => CrossEntropyLoss.Formula(ofClass, classWeight);
}
