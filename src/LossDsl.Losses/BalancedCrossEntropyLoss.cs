using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Binary cross-entropy with weights from the target of the region. Foreground is weighted by the share of background pixels, background by that of foreground pixels. Use this
/// loss for imbalanced data whose imbalance is unknown or varies between images.
/// Xie and Tu 2015.
/// </summary>
[Loss("balanced-cross-entropy",
    Family = LossFamily.Distribution,
    Reference = "Xie and Tu 2015, arXiv:1504.06375",
    Equation = "Jadon 2020, eq. 3",
    UseCase = "Skewed data of unknown skew: weighs foreground and background by what the target has of them.",
    Deviation = "The printed β = 1 - y/(HW) lacks the sum over y. β stays off 0 and 1, where one kind of error would cost nothing.")]
public sealed partial class BalancedCrossEntropyLoss
{
    [PixelMean]
    public static double OfForeground(double p, double y) => -y * Math.Log(p);

    [PixelMean]
    public static double OfBackground(double p, double y) => -(1 - y) * Math.Log(1 - p);

    [PixelMean]
    public static double Prevalence(double y) => y;

    [Formula]
    public static double Formula(double ofForeground, double ofBackground, double prevalence, [Range(0, 0.5)] double smallestWeight = 0.05)
    {
        var beta = Math.Min(Math.Max(1 - prevalence, smallestWeight), 1 - smallestWeight);
        return beta * ofForeground + (1 - beta) * ofBackground;
    }
}
