namespace LossDsl.Conformance.Published.Definitions;

/// <summary>
/// FocalLoss of segmentation_models.pytorch: pt is e^-crossEntropy, for soft labels too. Optionally the loss is divided by the sum of the focal factors, or the factor is 1
/// below a threshold of pt.
/// </summary>
[Loss("peer-normalized-focal")]
public sealed partial class NormalizedFocalLoss
{
    [Pixel]
    internal static double CrossEntropy(double p, double y) => -(y * Math.Log(p) + (1 - y) * Math.Log(1 - p));

    [Pixel]
    internal static double Factor(double crossEntropy, double gamma = 2, double threshold = 0)
    {
        var sureness = Math.Exp(-crossEntropy);
        return sureness < threshold ? 1 : Math.Pow((1 - sureness) / (threshold > 0 ? threshold : 1), gamma);
    }

    [PixelSum]
    internal static double Factors(double factor) => factor;

    [PixelMean]
    internal static double Weighted(double crossEntropy, double factor, double y, double alpha = -1) => (alpha < 0 ? 1 : alpha * y + (1 - alpha) * (1 - y)) * factor * crossEntropy;

    [Formula]
    internal static double Formula(double weighted, double factors, double normalized = 0) => weighted / (normalized > 0 ? Math.Max(factors, 1e-6) : 1);
}

/// <summary>FocalLoss of SegLossOdyssey: s keeps the one-hot target away from 0 and 1, and s is added to the probability of the label. The weight is that of the class.</summary>
[Loss("peer-smoothed-focal")]
public sealed partial class SmoothedFocalLoss
{
    [PixelMean]
    internal static double OfClass(double p, double y, double gamma = 2, double smooth = 1e-5, double classes = 2)
    {
        var sureness = (1 - smooth) * p + smooth / (classes - 1) * (1 - p) + smooth;
        return -y * Math.Pow(1 - sureness, gamma) * Math.Log(sureness);
    }

    [Formula, ClassSum]
    internal static double Formula(double ofClass, double classWeight) => classWeight * ofClass;
}

/// <summary>LogHausdorffDTLoss of MONAI: the logarithm of 1 plus the loss of the whole batch.</summary>
[Loss("peer-log-hausdorff")]
public sealed partial class LogHausdorffLoss
{
    [PixelMean]
    internal static double OfClass(
        double p, double y, [DistanceMap(Of.Target)] double targetDistance, [DistanceMap(Of.Prediction)] double predictionDistance, double exponent = 2)
        => LossDsl.Losses.HausdorffLoss.Formula(p, y, targetDistance, predictionDistance, exponent);

    [ClassMean]
    internal static double Mean(double ofClass) => ofClass;

    [Formula]
    internal static double Formula(double mean, double regions = 1) => Math.Log(1 + regions * mean);
}
