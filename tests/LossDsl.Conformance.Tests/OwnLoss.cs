using System.ComponentModel.DataAnnotations;

namespace LossDsl.Conformance;

/// <summary>Loss of this assembly, listed by its catalog beside the losses of referenced assemblies.</summary>
[Loss("cohen-kappa", Family = LossFamily.Region, Reference = "Cohen 1960, doi:10.1177/001316446002000104")]
public sealed partial class OwnLoss
{
    [Formula]
    internal static double Formula(double tp, double fp, double fn, double tn, double n, [Range(0, 10)] double smooth = 1)
    {
        var agreed = (tp + tn + smooth) / (n + smooth);
        var expected = ((tp + fp) * (tp + fn) + (tn + fn) * (tn + fp)) / (n * n);
        return Math.Min(2, (1 - agreed) / Math.Max(1 - expected, 1e-3));
    }
}

/// <summary>Loss with the name of a loss of a referenced assembly, which it replaces in the catalog of this assembly.</summary>
[Loss("jaccard")]
public sealed partial class OwnJaccardLoss
{
    [Formula]
    internal static double Formula(double tp, double fp, double fn) => (fp + fn) / (tp + fp + fn + 1);
}

/// <summary>Loss that squares a mean over pixels: its gradient needs the mean first, and reads no input but p and y.</summary>
[Loss("own-squared-mean")]
public sealed partial class OwnSquaredMeanLoss
{
    [PixelMean]
    internal static double CrossEntropy(double p, double y) => -(y * Math.Log(p)) - (1 - y) * Math.Log(1 - p);

    [Formula]
    internal static double Formula(double crossEntropy) => crossEntropy * crossEntropy;
}
