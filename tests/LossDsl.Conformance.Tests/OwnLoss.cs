using System.ComponentModel.DataAnnotations;

namespace LossDsl.Conformance;

/// <summary>A loss of this assembly, beside those that it references.</summary>
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

/// <summary>One of the same name as a loss of a referenced assembly: here it is the one that counts.</summary>
[Loss("jaccard")]
public sealed partial class OwnJaccardLoss
{
    [Formula]
    internal static double Formula(double tp, double fp, double fn) => (fp + fn) / (tp + fp + fn + 1);
}

/// <summary>One with a square of a mean over pixels: its gradient waits for the mean, and reads p alone.</summary>
[Loss("own-squared-mean")]
public sealed partial class OwnSquaredMeanLoss
{
    [PixelMean]
    internal static double CrossEntropy(double p, double y) => -(y * Math.Log(p)) - (1 - y) * Math.Log(1 - p);

    [Formula]
    internal static double Formula(double crossEntropy) => crossEntropy * crossEntropy;
}
