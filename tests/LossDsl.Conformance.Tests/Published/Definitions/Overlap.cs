namespace LossDsl.Conformance.Published.Definitions;

/// <summary>TverskyLoss of MONAI, with weights of any size.</summary>
[Loss("peer-tversky")]
public sealed partial class AnyTverskyLoss
{
    [Formula]
    internal static double Formula(double tp, double fp, double fn, double fpWeight = 0.5, double fnWeight = 0.5, double smooth = 1e-5)
        => LossDsl.Losses.TverskyLoss.Formula(tp, fp, fn, fpWeight, fnWeight, smooth);
}

/// <summary>DiceLoss, JaccardLoss and TverskyLoss of segmentation_models.pytorch with log_loss: minus the logarithm of the score, and 0 for a class without foreground.</summary>
[Loss("peer-log-tversky")]
public sealed partial class LogTverskyLoss
{
    [Formula]
    internal static double Formula(double tp, double fp, double fn, double fpWeight = 0.5, double fnWeight = 0.5, double smooth = 0, double floor = 1e-7)
        => tp + fn > 0 ? -Math.Log(Math.Max((tp + smooth) / Math.Max(tp + fpWeight * fp + fnWeight * fn + smooth, floor), floor)) : 0;
}

/// <summary>
/// Power of the mean over classes: TverskyLoss of segmentation_models.pytorch, in which a class without foreground is 0, and FocalTversky_loss of SegLossOdyssey.
/// </summary>
[Loss("peer-power-of-mean-tversky")]
public sealed partial class PowerOfMeanTverskyLoss
{
    [ClassMean]
    internal static double Mean(double tp, double fp, double fn, double fpWeight = 0.3, double fnWeight = 0.7, double smooth = 0, double dropsEmpty = 1)
        => dropsEmpty > 0 && tp + fn <= 0 ? 0 : LossDsl.Losses.TverskyLoss.Formula(tp, fp, fn, fpWeight, fnWeight, smooth);

    [Formula]
    internal static double Formula(double mean, double exponent = 1) => Math.Pow(mean, exponent);
}

/// <summary>Region losses of SegLossOdyssey with square=True: the contributions of every pixel are squared before they are summed.</summary>
[Loss("peer-squared-terms-tversky")]
public sealed partial class SquaredTermsTverskyLoss
{
    [PixelSum]
    internal static double Hits(double p, double y) => LossMath.Square(p * y);

    [PixelSum]
    internal static double FalseAlarms(double p, double y) => LossMath.Square(p * (1 - y));

    [PixelSum]
    internal static double Misses(double p, double y) => LossMath.Square((1 - p) * y);

    [Formula]
    internal static double Formula(double hits, double falseAlarms, double misses, double fpWeight = 0.3, double fnWeight = 0.7, double smooth = 1)
        => LossDsl.Losses.TverskyLoss.Formula(hits, falseAlarms, misses, fpWeight, fnWeight, smooth);
}

/// <summary>DiceLoss of MONAI behind a MaskedLoss: a masked logit is 0, so its probability is that of equal classes.</summary>
[Loss("peer-masked-logit-dice")]
public sealed partial class MaskedLogitDiceLoss
{
    [PixelSum]
    internal static double Hits(double p, double y, [Map(typeof(GivenMap))] double mask) => mask > 0 ? p * y : 0;

    [PixelSum]
    internal static double Predicted(double p, [Map(typeof(GivenMap))] double mask, double even = 0.5) => mask > 0 ? p : even;

    [PixelSum]
    internal static double Volume(double y, [Map(typeof(GivenMap))] double mask) => mask * y;

    [Formula]
    internal static double Formula(double hits, double predicted, double volume, double smooth = 1e-5) => 1 - (2 * hits + smooth) / (predicted + volume + smooth);
}

/// <summary>DistBinaryDiceLoss of SegLossOdyssey: only the numerator has the weight of pixels near the boundary.</summary>
[Loss("peer-distance-weighted-dice-score")]
public sealed partial class DistanceWeightedDiceScoreLoss
{
    [PixelSum]
    internal static double Hits(double p, double y, [DistanceMap(Of.Target, DistanceKind.Inverted)] double phi) => p * y * (1 + phi);

    [PixelSum]
    internal static double Volumes(double p, double y) => p + y;

    [Formula]
    internal static double Formula(double hits, double volumes, double smooth = 1e-5) => -(2 * hits + smooth) / (volumes + smooth);
}
