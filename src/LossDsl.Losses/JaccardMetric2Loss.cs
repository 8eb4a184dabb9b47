using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Jaccard loss for soft labels, 1 - Σpy / (Σpy + |p - y|) with the L1 norm. The loss is 0 only where p = y. Use this loss for soft labels; hard labels have the Jaccard loss.
/// Wang et al. 2023.
/// </summary>
[Loss("jaccard-metric-2",
    Family = LossFamily.Region,
    Reference = "Wang et al. 2023, arXiv:2302.05666 (JML2)",
    UseCase = "As Jaccard, for soft labels: smallest at p = y.",
    Deviation = "Smoothing 1e-5, which the equation lacks.")]
public sealed partial class JaccardMetric2Loss
{
    [PixelSum]
    public static double Apart(double p, double y) => Math.Abs(p - y);

    [PixelSum]
    public static double Overlap(double p, double y) => p * y;

    [Formula]
    public static double Formula(double apart, double overlap, [Range(0, 1e3)] double smooth = 1e-5) => apart / (overlap + apart + smooth);
}
