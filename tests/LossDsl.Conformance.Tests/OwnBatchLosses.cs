namespace LossDsl.Conformance;

/// <summary>Loss of the worst image of the batch: one value for the batch.</summary>
[Loss("own-worst-image")]
public sealed partial class OwnWorstImageLoss
{
    [ClassMean]
    internal static double Error(double tp, double fp, double fn) => (fp + fn + 1) / (tp + fp + fn + 1);

    [Formula, BatchMax]
    internal static double Formula(double error) => error;
}

/// <summary>Loss of each image relative to the batch: one value for each image, of which each depends on all images, also through its pixels.</summary>
[Loss("own-relative-image")]
public sealed partial class OwnRelativeImageLoss
{
    [ClassMean]
    internal static double Error(double fp, double fn, double classWeight) => classWeight * (fp + fn);

    [BatchMean]
    internal static double Mean(double error) => error;

    [BatchSum]
    internal static double Spread(double error, double mean) => (error - mean) * (error - mean);

    [BatchMax]
    internal static double Worst(double error, double spread) => error / (1 + spread);

    [Pixel]
    internal static double Weight(double p, double y, double mean) => Math.Exp(-(p - y) * (p - y) / (1 + mean));

    [PixelMean]
    internal static double Weighted(double weight, double p, double worst) => weight * p * worst;

    [ClassSum]
    internal static double Total(double weighted, double spread) => weighted * spread;

    [Formula]
    internal static double Formula(double total, double error, double mean) => total * error / (1 + mean);
}

/// <summary>Loss of each region relative to the batch: one value for each region, of which each depends on all images.</summary>
[Loss("own-typical-region")]
public sealed partial class OwnTypicalRegionLoss
{
    [PixelMax]
    internal static double Most(double p, double y) => Math.Abs(p - y);

    [ClassMax]
    internal static double Worst(double most) => most;

    [BatchMax]
    internal static double WorstOfAll(double worst) => worst;

    [Formula]
    internal static double Formula(double tp, double fp, double fn, double most, double worstOfAll) => (fp + fn + most) / (tp + fp + fn + worstOfAll);
}
