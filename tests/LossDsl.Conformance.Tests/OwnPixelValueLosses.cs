using System.ComponentModel.DataAnnotations;

namespace LossDsl.Conformance;

/// <summary>Mean over pixels whose values depend on the region, on all classes, on a window and on the raw logit.</summary>
[Loss("own-related-pixels")]
public sealed partial class OwnRelatedPixelsLoss
{
    [LocalMean(3)]
    internal static double Blurred(double p, double y) => p * (1 + y);

    [ClassMean]
    internal static double Recall(double tp, double fn) => (tp + 1) / (tp + fn + 1);

    [Formula, PixelMean]
    internal static double Formula(double p, double y, double x, double blurred, double recall, double fp, double classWeight) =>
        classWeight * (p - y) * (p - y) * blurred + recall * p * LossMath.Sigmoid(x) / (1 + fp);
}

/// <summary>Sum over pixels, with a value that is constant in the backward pass.</summary>
[Loss("own-pixel-sum")]
public sealed partial class OwnPixelSumLoss
{
    [PixelMax, StopGradient]
    internal static double Worst(double p, double y) => Math.Abs(p - y);

    [Formula, PixelSum]
    internal static double Formula(double p, double y, double worst, [Range(0, 5)] double gamma = 2) => worst * -(y * Math.Pow(1 - p, gamma) * Math.Log(p) + (1 - y) * Math.Log(1 - p));
}

/// <summary>Mean of the probability itself.</summary>
[Loss("own-probability")]
public sealed partial class OwnProbabilityLoss
{
    [Formula, PixelMean]
    internal static double Formula(double p) => p;
}
