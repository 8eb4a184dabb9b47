namespace LossDsl.Conformance.Published.Definitions;

/// <summary>Focal loss of MONAI for one logit, which uses a sigmoid even beside a softmax.</summary>
public static class SigmoidFocal
{
    /// <summary>Computes the loss of a pixel. A soft label y scales the logit by 2 y - 1; an alpha below 0 is no weight.</summary>
    public static double OfPixel(double x, double y, double gamma, double alpha)
    {
        var crossEntropy = -(y * Math.Log(LossMath.Sigmoid(x)) + (1 - y) * Math.Log(LossMath.Sigmoid(-x)));
        return (alpha < 0 ? 1 : alpha * y + (1 - alpha) * (1 - y)) * Math.Pow(LossMath.Sigmoid(-x * (2 * y - 1)), gamma) * crossEntropy;
    }
}

/// <summary>FocalLoss of MONAI.</summary>
[Loss("peer-sigmoid-focal")]
public sealed partial class SigmoidFocalLoss
{
    [Formula, PixelMean]
    internal static double Formula(double x, double y, double gamma = 2, double alpha = -1) => SigmoidFocal.OfPixel(x, y, gamma, alpha);
}

/// <summary>DiceFocalLoss of MONAI.</summary>
[Loss("peer-dice-sigmoid-focal")]
public sealed partial class DiceSigmoidFocalLoss
{
    [PixelMean]
    internal static double Focal(double x, double y, double gamma = 2, double alpha = -1) => SigmoidFocal.OfPixel(x, y, gamma, alpha);

    [Formula]
    internal static double Formula(double focal, double tp, double fp, double fn, double smooth = 1e-5) => LossDsl.Losses.DiceLoss.Formula(tp, fp, fn, smooth, smooth) + focal;
}

/// <summary>GeneralizedDiceFocalLoss of MONAI.</summary>
[Loss("peer-generalized-dice-sigmoid-focal")]
public sealed partial class GeneralizedDiceSigmoidFocalLoss
{
    [PixelMean]
    internal static double OfClass(double x, double y, double gamma = 2, double alpha = -1) => SigmoidFocal.OfPixel(x, y, gamma, alpha);

    [PixelSum]
    internal static double Volume(double y) => y;

    [ClassSum]
    internal static double Errors(double fp, double fn, double volume) => LossDsl.Losses.GeneralizedDiceLoss.Errors(fp, fn, volume, 2);

    [ClassSum]
    internal static double Volumes(double tp, double fp, double fn, double volume) => LossDsl.Losses.GeneralizedDiceLoss.Volumes(tp, fp, fn, volume, 2);

    [ClassMean]
    internal static double Focal(double ofClass) => ofClass;

    [Formula]
    internal static double Formula(double errors, double volumes, double focal, double diceWeight = 1, double focalWeight = 1, double smooth = 1e-5)
        => diceWeight * LossDsl.Losses.GeneralizedDiceLoss.Formula(errors, volumes, smooth) + focalWeight * focal;
}
