namespace LossDsl.Conformance.Published.Definitions;

/// <summary>segmentation_models.pytorch FocalLoss: pt is e^-crossEntropy also of a target between 0 and 1; normalised by the sum of the focal factors; or 1 below a threshold of pt.</summary>
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

/// <summary>SegLossOdyssey FocalLoss: the one-hot target is kept off 0 and 1 by s, and s is added to the probability of what is right. The weight is that of the class.</summary>
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

/// <summary>MONAI NACLLoss: cross-entropy, and how far logits are from the share of each class among the neighbours (outside the image lies no class).</summary>
[Loss("peer-neighbour-calibration")]
public sealed partial class NeighbourCalibrationLoss
{
    [PixelMean]
    internal static double OfClass(double p, double y) => -y * Math.Log(p);

    [PixelMean]
    internal static double Apart(double x, [Map(typeof(GivenMap))] double neighbours) => Math.Abs(neighbours - x);

    [ClassSum]
    internal static double CrossEntropy(double ofClass) => ofClass;

    [ClassMean]
    internal static double Calibration(double apart) => apart;

    [Formula]
    internal static double Formula(double crossEntropy, double calibration, double weight = 0.1) => crossEntropy + weight * calibration;
}

/// <summary>MONAI LogHausdorffDTLoss: the logarithm of one plus the loss of the whole batch.</summary>
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
