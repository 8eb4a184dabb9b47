namespace LossDsl.Losses;

/// <summary>
/// Lovász extension of the Jaccard loss by the errors |y - p|: each error counts as much as the Jaccard loss grows when its pixel becomes wrong after all pixels of larger errors.
/// Use this loss where the Jaccard index itself is reported, often after training with cross-entropy.
/// Berman et al. 2018.
/// </summary>
[Loss("lovasz-softmax",
    Family = LossFamily.Region,
    Reference = "Berman et al. 2018, arXiv:1705.08790",
    UseCase = "The Jaccard index is what counts: its convex extension, to fine-tune with.",
    Deviation = "The order of the pixels is constant in the derivative. Soft labels count by their size.",
    Activation = Activation.Softmax)]
public sealed partial class LovaszSoftmaxLoss
{
    [PixelSum]
    public static double Volume(double y) => y;

    [Pixel]
    public static double Error(double p, double y) => Math.Abs(y - p);

    [PixelAbove(nameof(Error))]
    public static double Foreground(double y) => y;

    [PixelAbove(nameof(Error))]
    public static double Background(double y) => 1 - y;

    [Formula, PixelSum]
    public static double Formula(double error, double y, double volume, double foreground, double background)
        => error * JaccardStep(y, volume, foreground, background);

    /// <summary>
    /// Returns the Jaccard loss of a prediction that is wrong at a pixel and at those before it, minus that of one that is wrong at those before it, written as one quotient so that
    /// nothing cancels.
    /// </summary>
    /// <param name="y">The label of the pixel.</param>
    /// <param name="volume">The sum of all labels.</param>
    /// <param name="foreground">The sum of the labels of the pixels before.</param>
    /// <param name="background">The sum of one minus the label of the pixels before.</param>
    public static double JaccardStep(double y, double volume, double foreground, double background)
        => volume + background > 0 ? (volume - foreground + y * (foreground + background)) / ((volume + background) * (volume + background + 1 - y)) : 1;
}
