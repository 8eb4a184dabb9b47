using System.ComponentModel.DataAnnotations;

namespace LossDsl.Conformance;

/// <summary>Sums of all kinds over the classes of a pixel, one read by another, by stages of regions and of images.</summary>
[Loss("own-pixel-class-sums")]
public sealed partial class OwnPixelClassSumsLoss
{
    [PixelClassSum]
    internal static double Total(double p, double y) => (p - y) * (p - y);

    [PixelClassCumulativeSum]
    internal static double Below(double p, double total) => p * total;

    [PixelClassCumulativeSum]
    internal static double Number() => 1;

    [PixelMean]
    internal static double Mean(double below, double number, double y) => number * below * (2 - y);

    [ClassMean]
    internal static double Image(double mean, double tp) => mean * mean + 0.01 * tp;

    [PixelClassSum]
    internal static double Weighed(double p, double image, double fp) => p * image * Math.Exp(-0.1 * fp);

    [PixelSum]
    internal static double Sum(double weighed, double total, double p) => weighed * p / (1 + total);

    [Formula]
    internal static double Formula(double sum, double mean) => sum * mean;
}

/// <summary>Extremes over the classes of a pixel, of logits and of probabilities.</summary>
[Loss("own-pixel-class-extremes", Activation = Activation.Softmax)]
public sealed partial class OwnPixelClassExtremesLoss
{
    [PixelClassMax]
    internal static double Largest(double x) => x;

    [PixelClassMax]
    internal static double Surest(double p, double y, double largest) => p * (1 + y) - 0.1 * largest;

    [PixelClassLogSumExp]
    internal static double Smooth(double x, double p, double surest) => 2 * x + p * surest;

    [PixelMean]
    internal static double Margin(double largest, double x, double smooth, double y, double surest) => Math.Exp(0.1 * (x - largest)) * smooth + y * surest / (1 + x * x);

    [Formula]
    internal static double Formula(double margin) => margin;
}

/// <summary>Distances of classes, with a reduction over the classes of a pixel.</summary>
[Loss("own-class-pairs", Activation = Activation.Softmax)]
public sealed partial class OwnClassPairsLoss
{
    [PixelClassSum]
    internal static double Moved(double p, [Input(Per.ClassPair), Range(0.0, 1.0)] double distance) => p * p * distance;

    [PixelMean]
    internal static double Mean(double moved, double p) => moved * p;

    [Formula]
    internal static double Formula(double mean) => mean;
}

/// <summary>Distances of classes without a reduction over the classes of a pixel, so that the loss has kernels.</summary>
[Loss("own-class-pairs-in-kernels", Activation = Activation.Softmax)]
public sealed partial class OwnClassPairsInKernelsLoss
{
    [PixelSum]
    internal static double Moved(double p, [Input(Per.ClassPair), Range(-1.0, 1.0)] double distance) => p * p * distance;

    [ClassSum]
    internal static double Image(double moved, double tp) => moved * (1 + tp);

    [Formula]
    internal static double Formula(double image) => image;
}

/// <summary>Largest logit of a pixel.</summary>
[Loss("own-largest-logit")]
public sealed partial class OwnLargestLogitLoss
{
    [PixelClassMax]
    internal static double Largest(double x) => x;

    [Formula, PixelMean]
    internal static double Formula(double largest) => largest;
}

/// <summary>Squared earth mover's distance of ordered classes (Hou, Yu and Samaras 2016, arXiv:1611.05916, equation 2): the difference of cumulative distributions, squared.</summary>
[Loss("own-squared-earth-mover", Activation = Activation.Softmax)]
public sealed partial class OwnSquaredEarthMoverLoss
{
    [PixelClassCumulativeSum]
    internal static double Difference(double p, double y) => p - y;

    [PixelMean]
    internal static double Squared(double difference) => difference * difference;

    [Formula, ClassSum]
    internal static double Formula(double squared) => squared;
}
