namespace LossDsl.Conformance.Published.Definitions;

/// <summary>SoftclDiceLoss of MONAI and, with a Dice weight, SoftDiceclDiceLoss: overlaps of skeletons of all classes together.</summary>
[Loss("peer-cl-dice", Activation = Activation.Softmax)]
public sealed partial class ClDiceLoss
{
    [Field(typeof(SoftSkeleton))]
    internal static double Predicted(double p) => p;

    [Field(typeof(SoftSkeleton))]
    internal static double Labelled(double y) => y;

    [Field(typeof(BriefSoftSkeleton))]
    internal static double BrieflyPredicted(double p) => p;

    [Field(typeof(BriefSoftSkeleton))]
    internal static double BrieflyLabelled(double y) => y;

    [Pixel]
    internal static double OfPrediction(double predicted, double brieflyPredicted, double erosions = 3) => erosions > 1 ? predicted : brieflyPredicted;

    [Pixel]
    internal static double OfTarget(double labelled, double brieflyLabelled, double erosions = 3) => erosions > 1 ? labelled : brieflyLabelled;

    [PixelSum]
    internal static double PredictionInside(double ofPrediction, double y) => ofPrediction * y;

    [PixelSum]
    internal static double PredictionLength(double ofPrediction) => ofPrediction;

    [PixelSum]
    internal static double TargetInside(double ofTarget, double p) => ofTarget * p;

    [PixelSum]
    internal static double TargetLength(double ofTarget) => ofTarget;

    [ClassSum]
    internal static double AllPredictionInside(double predictionInside) => predictionInside;

    [ClassSum]
    internal static double AllPredictionLength(double predictionLength) => predictionLength;

    [ClassSum]
    internal static double AllTargetInside(double targetInside) => targetInside;

    [ClassSum]
    internal static double AllTargetLength(double targetLength) => targetLength;

    [ClassSum]
    internal static double Hits(double tp) => tp;

    [ClassSum]
    internal static double Errors(double fp, double fn) => fp + fn;

    [Formula]
    internal static double Formula(
        double allPredictionInside, double allPredictionLength, double allTargetInside, double allTargetLength, double hits, double errors, double diceWeight = 0, double smooth = 1)
    {
        var precision = (allPredictionInside + smooth) / (allPredictionLength + smooth);
        var sensitivity = (allTargetInside + smooth) / (allTargetLength + smooth);
        return diceWeight * LossDsl.Losses.DiceLoss.Formula(hits, errors, 0, smooth, smooth) + (1 - diceWeight) * (1 - 2 * precision * sensitivity / (precision + sensitivity));
    }
}
