using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Focal cross-entropy with one exponent for foreground and another for background, whose probability is first shifted by a margin: background below the margin costs nothing.
/// Use this loss for classes that most images and pixels lack.
/// Ridnik et al. 2021.
/// </summary>
[Loss("asymmetric",
    Family = LossFamily.Distribution,
    Reference = "Ridnik et al. 2021, arXiv:2009.14119",
    UseCase = "Classes that most pixels lack: easy background costs nothing, foreground keeps its weight.",
    Deviation = "The margin is at least 0.001, below which the logarithm of the shifted probability is unbounded.")]
public sealed partial class AsymmetricLoss
{
    [Formula, PixelMean]
    public static double Formula(
        double p, double y, [Range(0, 10)] double foregroundGamma = 0, [Range(0, 10)] double backgroundGamma = 4, [Range(0.001, 0.5)] double margin = 0.05)
    {
        var shifted = Math.Max(p - margin, 0);
        return -y * Math.Pow(1 - p, foregroundGamma) * Math.Log(p) - (1 - y) * Math.Pow(shifted, backgroundGamma) * Math.Log(1 - shifted);
    }
}
