namespace LossDsl.Conformance.Published.Definitions;

/// <summary>DiceCELoss of MONAI with squared_pred.</summary>
[Loss("peer-squared-dice-cross-entropy")]
public sealed partial class SquaredDiceCrossEntropyLoss
{
    [PixelSum]
    internal static double SquaredError(double p, double y) => (p - y) * (p - y);

    [PixelSum]
    internal static double Squares(double p, double y) => p * p + y * y;

    [PixelMean]
    internal static double OfClass(double p, double y) => -y * Math.Log(p);

    [ClassMean]
    internal static double Dice(double squaredError, double squares, double smooth = 1e-5) => LossDsl.Losses.SquaredDiceLoss.Formula(squaredError, squares, smooth);

    [ClassSum]
    internal static double CrossEntropy(double ofClass) => ofClass;

    [Formula]
    internal static double Formula(double dice, double crossEntropy) => dice + crossEntropy;
}

/// <summary>ExpLog_loss of SegLossOdyssey over one batch region: the logarithm of the mean Dice coefficient, and cross-entropy without a power.</summary>
[Loss("peer-log-mean-dice")]
public sealed partial class LogMeanDiceLoss
{
    [PixelMean]
    internal static double OfClass(double p, double y) => -y * Math.Log(p);

    [ClassMean]
    internal static double Dice(double tp, double fp, double fn, double smooth = 1) => (2 * tp + smooth) / (2 * tp + fp + fn + smooth);

    [ClassSum]
    internal static double CrossEntropy(double ofClass) => ofClass;

    [Formula]
    internal static double Formula(double dice, double crossEntropy, double exponent = 0.3) => 0.8 * Math.Pow(-Math.Log(Math.Max(dice, 1e-6)), exponent) + 0.2 * crossEntropy;
}

/// <summary>AsymmetricUnifiedFocalLoss of MONAI and its parts, for the logit of foreground against background. Probabilities are clamped away from 0 and 1.</summary>
[Loss("peer-clamped-unified-focal")]
public sealed partial class ClampedUnifiedFocalLoss
{
    [Pixel]
    internal static double Kept(double p, double floor = 1e-7) => Math.Min(Math.Max(p, floor), 1 - floor);

    [PixelMean]
    internal static double Focal(double kept, double y, double delta = 0.7, double gamma = 0.5)
        => -delta * y * Math.Log(kept) - (1 - delta) * (1 - y) * Math.Pow(kept, gamma) * Math.Log(1 - kept);

    [PixelSum]
    internal static double Hits(double kept, double y) => kept * y;

    [PixelSum]
    internal static double FalseAlarms(double kept, double y) => kept * (1 - y);

    [PixelSum]
    internal static double Misses(double kept, double y) => (1 - kept) * y;

    [PixelSum]
    internal static double Rejections(double kept, double y) => (1 - kept) * (1 - y);

    [Formula]
    internal static double Formula(
        double focal, double hits, double falseAlarms, double misses, double rejections,
        double focalWeight = 0.5, double delta = 0.7, double gamma = 0.5, double floor = 1e-7)
    {
        var ofBackground = LossDsl.Losses.TverskyLoss.Formula(rejections, misses, falseAlarms, 1 - delta, delta, floor);
        var ofForeground = Math.Pow(LossDsl.Losses.TverskyLoss.Formula(hits, falseAlarms, misses, 1 - delta, delta, floor), 1 - gamma);
        return focalWeight * focal + (1 - focalWeight) * (ofBackground + ofForeground) / 2;
    }
}

/// <summary>DC_and_CE_loss of nnU-Net with do_bg=False: minus the mean Dice coefficient of the classes whose weight is 1, plus the cross-entropy of all.</summary>
[Loss("peer-foreground-dice-cross-entropy", Activation = Activation.Softmax)]
public sealed partial class ForegroundDiceCrossEntropyLoss
{
    [PixelMean]
    internal static double OfClass(double p, double y) => -y * Math.Log(p);

    [ClassSum]
    internal static double CrossEntropy(double ofClass) => ofClass;

    [ClassSum]
    internal static double Dice(double tp, double fp, double fn, double classWeight, double smooth = 1e-5) => classWeight * LossDsl.Losses.DiceLoss.Formula(tp, fp, fn, smooth, smooth);

    [ClassSum]
    internal static double Weights(double classWeight) => classWeight;

    [Formula]
    internal static double Formula(double dice, double weights, double crossEntropy, double diceWeight = 1, double crossWeight = 1)
        => diceWeight * dice / Math.Max(weights, 1e-9) + crossWeight * crossEntropy;
}
