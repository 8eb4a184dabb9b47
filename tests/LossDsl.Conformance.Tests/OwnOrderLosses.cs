using System.ComponentModel.DataAnnotations;

namespace LossDsl.Conformance;

/// <summary>Mean of the largest errors, with the share a hyperparameter.</summary>
[Loss("own-worst-pixels")]
public sealed partial class OwnWorstPixelsLoss
{
    [PixelTop(nameof(share))]
    internal static double Worst(double p, double y, [Range(0, 1)] double share = 0.3) => (p - y) * (p - y);

    [PixelTop(0.5)]
    internal static double Half(double p, double worst) => p * worst;

    [Formula]
    internal static double Formula(double worst, double half, double tp) => worst + half + tp * worst;
}

/// <summary>Sums over the pixels above, of summands that depend on the prediction and of some that do not.</summary>
[Loss("own-above")]
public sealed partial class OwnAboveLoss
{
    [Pixel]
    internal static double Error(double x, double y) => 1 - x * (2 * y - 1);

    [PixelAbove(nameof(Error))]
    internal static double Rank() => 1;

    [PixelAbove(nameof(Error))]
    internal static double Foreground(double y) => y;

    [PixelAbove(nameof(Error))]
    internal static double Missed(double p, double y) => y * (1 - p) * (1 - p);

    [Pixel]
    internal static double Relative(double missed, double p, double tp) => (1 + missed) * p / (1 + tp);

    [PixelAbove(nameof(Relative))]
    internal static double Again(double relative, double rank) => relative / (2 + rank);

    [PixelMean]
    internal static double Total(double again, double error, double rank, double foreground, double missed) => again * error / (1 + rank) + missed * (1 + foreground);

    [Formula]
    internal static double Formula(double total, double fn) => total * (1 + fn);
}
