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
