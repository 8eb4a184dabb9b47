namespace LossDsl.Conformance.Published.Definitions;

/// <summary>FocalTversky_loss of SegLossOdyssey: the power of the mean over images and classes.</summary>
[Loss("peer-power-of-batch-mean-tversky")]
public sealed partial class PowerOfBatchMeanTverskyLoss
{
    [ClassMean]
    internal static double OfImage(double tp, double fp, double fn, double fpWeight = 0.3, double fnWeight = 0.7, double smooth = 1)
        => LossDsl.Losses.TverskyLoss.Formula(tp, fp, fn, fpWeight, fnWeight, smooth);

    [BatchMean]
    internal static double Mean(double ofImage) => ofImage;

    [Formula]
    internal static double Formula(double mean, double exponent = 1) => Math.Pow(mean, exponent);
}

/// <summary>ExpLog_loss of SegLossOdyssey: the logarithm of the mean Dice coefficient over images and classes, and cross-entropy divided by the weights of the labels.</summary>
[Loss("peer-log-batch-mean-dice", Activation = Activation.Softmax)]
public sealed partial class LogBatchMeanDiceLoss
{
    [PixelSum]
    internal static double Costs(double p, double y) => -y * Math.Log(p);

    [PixelSum]
    internal static double Volume(double y) => y;

    [ClassMean]
    internal static double DiceOfImage(double tp, double fp, double fn, double smooth = 1) => (2 * tp + smooth) / (2 * tp + fp + fn + smooth);

    [ClassSum]
    internal static double CostsOfImage(double costs, double classWeight) => classWeight * costs;

    [ClassSum]
    internal static double WeightOfImage(double volume, double classWeight) => classWeight * volume;

    [BatchMean]
    internal static double Dice(double diceOfImage) => diceOfImage;

    [BatchSum]
    internal static double Cost(double costsOfImage) => costsOfImage;

    [BatchSum]
    internal static double Weight(double weightOfImage) => weightOfImage;

    [Formula]
    internal static double Formula(double dice, double cost, double weight, double exponent = 0.3)
        => 0.8 * Math.Pow(-Math.Log(Math.Max(dice, 1e-6)), exponent) + 0.2 * cost / Math.Max(weight, 1e-9);
}

/// <summary>Log-cosh of the mean Dice loss over images and classes.</summary>
[Loss("peer-log-cosh-batch-mean-dice")]
public sealed partial class LogCoshBatchMeanDiceLoss
{
    [ClassMean]
    internal static double OfImage(double tp, double fp, double fn, double smooth = 1) => LossDsl.Losses.DiceLoss.Formula(tp, fp, fn, smooth, smooth);

    [BatchMean]
    internal static double Mean(double ofImage) => ofImage;

    [Formula]
    internal static double Formula(double mean) => Math.Log(Math.Cosh(mean));
}
