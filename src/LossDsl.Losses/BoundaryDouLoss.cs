using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Boundary difference over union: the squared error over itself and a part of the overlap. The part is larger the more of the target's pixels lie on its contour, so that the
/// boundary counts more for a large object than for a small one. Use this loss for organs and other objects with a clear boundary.
/// Sun et al. 2023.
/// </summary>
[Loss("boundary-dou",
    Family = LossFamily.Boundary,
    Reference = "Sun et al. 2023, arXiv:2308.00220",
    UseCase = "Objects with a clear boundary, as organs.",
    Deviation = "Sums are over a region; in the authors' code over the class in the batch. A contour is found in three dimensions too.")]
public sealed partial class BoundaryDouLoss
{
    [LocalMean(3, Kernel.Cross, Padding = Padding.Zero)]
    public static double Around(double y) => y > 0.5 ? 1 : 0;

    [PixelSum]
    public static double Contour(double y, double around) => y > 0.5 && around < 1 - 1e-6 ? 1 : 0;

    [PixelSum]
    public static double Size(double y) => y > 0.5 ? 1 : 0;

    [PixelSum]
    public static double Error(double p, double y) => (p - y) * (p - y);

    [Formula]
    public static double Formula(double error, double tp, double contour, double size, [Range(1e-9, 1e3)] double smooth = 1e-5, [Range(0, 1)] double largest = 0.8)
    {
        var alpha = Math.Min(1 - 2 * (contour + smooth) / (size + smooth), largest);
        return (error + smooth) / (error + (1 - alpha) * tp + smooth);
    }
}
