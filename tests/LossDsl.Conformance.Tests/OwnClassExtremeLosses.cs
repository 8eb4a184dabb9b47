namespace LossDsl.Conformance;

/// <summary>Loss of the worst class of an image: one value for each image.</summary>
[Loss("own-worst-class")]
public sealed partial class OwnWorstClassLoss
{
    [Formula, ClassMax]
    internal static double Formula(double tp, double fp, double fn) => (fp + fn + 1) / (tp + fp + fn + 1);
}

/// <summary>Loss of each class relative to the best and the worst one: one value for each region, of which each depends on all classes.</summary>
[Loss("own-relative-class")]
public sealed partial class OwnRelativeClassLoss
{
    [ClassMin]
    internal static double Best(double tp, double fp, double classWeight) => classWeight * (fp + 1) / (tp + 1);

    [ClassMax]
    internal static double Worst(double best, double fp, double fn) => best * fp * Math.Sqrt(fn + 1);

    [Pixel]
    internal static double Weight(double p, double y, double worst) => (p - y) * (p - y) / (1 + worst);

    [PixelMean]
    internal static double Weighted(double weight, double best) => weight * (2 + best);

    [Formula]
    internal static double Formula(double weighted, double worst, double tp) => weighted * worst / (1 + tp);
}
