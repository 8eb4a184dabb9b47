using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// One minus the Matthews correlation coefficient of the soft counts, true negatives included. Use this loss where foreground and background matter equally, however rare one of
/// them is.
/// Abhishek and Hamarneh 2021.
/// </summary>
[Loss("matthews-correlation",
    Family = LossFamily.Region,
    Reference = "Abhishek and Hamarneh 2021, arXiv:2010.13454",
    UseCase = "Foreground and background matter alike, however rare one is.")]
public sealed partial class MatthewsCorrelationLoss
{
    [Formula]
    public static double Formula(double tp, double fp, double fn, double tn, [Range(1e-12, 1e3)] double smooth = 1e-5)
        => 1 - Correlation(tp + smooth, fp + smooth, fn + smooth, tn + smooth);

    private static double Correlation(double tp, double fp, double fn, double tn)
        => (tp * tn - fp * fn) / Math.Sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn));
}
