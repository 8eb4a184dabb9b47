using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Weighted sum of a focal cross-entropy and a focal Tversky loss with a common exponent. In the cross-entropy, the factor p^gamma reduces the background term. In the Tversky
/// part, the exponent 1 - gamma applies to the foreground term only. Use this loss for rare foreground: easy background pixels weigh less, foreground pixels never do.
/// Yeung et al. 2021.
/// </summary>
[Loss("asymmetric-unified-focal",
    Family = LossFamily.Compound,
    Reference = "Yeung et al. 2021, arXiv:2102.04525",
    UseCase = "Rare foreground: background that is easy counts less, foreground never does.")]
public sealed partial class AsymmetricUnifiedFocalLoss
{
    [PixelMean]
    public static double Focal(double p, double y, [Range(0, 1)] double delta = 0.6, [Range(0, 0.9)] double gamma = 0.5)
        => -delta * y * Math.Log(p) - (1 - delta) * (1 - y) * Math.Pow(p, gamma) * Math.Log(1 - p);

    [Formula]
    public static double Formula(
        double focal, double tp, double fp, double fn, double tn,
        [Range(0, 1)] double focalWeight = 0.5, [Range(0, 1)] double delta = 0.6, [Range(0, 0.9)] double gamma = 0.5, [Range(0, 1e3)] double smooth = 1e-5)
    {
        var ofBackground = TverskyLoss.Formula(tn, fn, fp, 1 - delta, delta, smooth);
        var ofForeground = Math.Pow(TverskyLoss.Formula(tp, fp, fn, 1 - delta, delta, smooth), 1 - gamma);
        return focalWeight * focal + (1 - focalWeight) * (ofBackground + ofForeground) / 2;
    }
}
