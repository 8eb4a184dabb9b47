namespace LossDsl.Conformance.Published.Definitions;

/// <summary>GeneralizedDiceLoss of MONAI with soft_label: the intersection of prediction and target is their minimum, not their product.</summary>
[Loss("peer-shared-generalized-dice")]
public sealed partial class SharedGeneralizedDiceLoss
{
    [PixelSum]
    internal static double Shared(double p, double y) => Math.Min(p, y);

    [PixelSum]
    internal static double Predicted(double p) => p;

    [PixelSum]
    internal static double Volume(double y) => y;

    [ClassSum]
    internal static double Intersections(double shared, double volume, double volumeExponent = 1) => shared / Math.Pow(volume, volumeExponent);

    [ClassSum]
    internal static double Volumes(double predicted, double volume, double volumeExponent = 1) => (predicted + volume) / Math.Pow(volume, volumeExponent);

    [Formula]
    internal static double Formula(double intersections, double volumes, double smooth = 1e-5) => 1 - (2 * intersections + smooth) / (volumes + smooth);
}

/// <summary>
/// GDiceLoss of SegLossOdyssey: minus a score, with the smoothing doubled in the numerator and a weight of 1e20 for an absent class. With a penalty it is PenaltyGDiceLoss.
/// </summary>
[Loss("peer-generalized-dice-score")]
public sealed partial class GeneralizedDiceScoreLoss
{
    [PixelSum]
    internal static double Volume(double y) => y;

    [ClassSum]
    internal static double Intersections(double tp, double volume) => tp / LossMath.Square(volume + 1e-10);

    [ClassSum]
    internal static double Volumes(double tp, double fp, double fn, double volume) => (2 * tp + fp + fn) / LossMath.Square(volume + 1e-10);

    [Formula]
    internal static double Formula(double intersections, double volumes, double smooth = 1e-5, double penalty = 0)
    {
        var value = -2 * (intersections + smooth) / (volumes + smooth);
        return value / (1 + penalty * (1 - value));
    }
}

/// <summary>
/// GeneralizedDiceLoss of MONAI with its weight of an absent class, the largest of those present: 0 if there are none. With a focal weight it is GeneralizedDiceFocalLoss.
/// </summary>
[Loss("peer-absent-class-generalized-dice")]
public sealed partial class AbsentClassGeneralizedDiceLoss
{
    [PixelSum]
    internal static double Volume(double y) => y;

    [PixelMean]
    internal static double FocalOfClass(double x, double y, double gamma = 2) => SigmoidFocal.OfPixel(x, y, gamma, -1);

    [ClassMax]
    internal static double Largest(double volume, double volumeExponent = 2) => OfPresent(volume, volumeExponent);

    [ClassSum]
    internal static double Errors(double fp, double fn, double volume, double largest, double volumeExponent = 2) => Weight(volume, largest, volumeExponent) * (fp + fn);

    [ClassSum]
    internal static double Volumes(double tp, double fp, double fn, double volume, double largest, double volumeExponent = 2)
        => Weight(volume, largest, volumeExponent) * (2 * tp + fp + fn);

    [ClassMean]
    internal static double Focal(double focalOfClass) => focalOfClass;

    [Formula]
    internal static double Formula(double errors, double volumes, double focal, double focalWeight = 0, double smooth = 1e-5)
        => LossDsl.Losses.GeneralizedDiceLoss.Formula(errors, volumes, smooth) + focalWeight * focal;

    private static double OfPresent(double volume, double volumeExponent) => volume > 0 ? Math.Pow(Math.Max(volume, 1e-9), -volumeExponent) : 0;

    private static double Weight(double volume, double largest, double volumeExponent) => volume > 0 ? OfPresent(volume, volumeExponent) : largest;
}
