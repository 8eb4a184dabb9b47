namespace LossDsl.Losses;

/// <summary>
/// Lovász extension of the Jaccard loss by the hinge errors max(1 - x (2y - 1), 0) of the logits x. Use this loss for one foreground where the Jaccard index itself is reported.
/// Yu and Blaschko 2015; Berman et al. 2018.
/// </summary>
[Loss("lovasz-hinge",
    Family = LossFamily.Region,
    Reference = "Berman et al. 2018, arXiv:1705.08790; Yu and Blaschko 2015, arXiv:1512.07797",
    UseCase = "One foreground, and the Jaccard index is what counts: convex in the logits.",
    Deviation = "The order of the pixels is constant in the derivative. Soft labels count by their size.")]
public sealed partial class LovaszHingeLoss
{
    [PixelSum]
    public static double Volume(double y) => y;

    [Pixel]
    public static double Error(double x, double y) => 1 - x * (2 * y - 1);

    [PixelAbove(nameof(Error))]
    public static double Foreground(double y) => y;

    [PixelAbove(nameof(Error))]
    public static double Background(double y) => 1 - y;

    [Formula, PixelSum]
    public static double Formula(double error, double y, double volume, double foreground, double background)
        => LossMath.Relu(error) * LovaszSoftmaxLoss.JaccardStep(y, volume, foreground, background);
}
