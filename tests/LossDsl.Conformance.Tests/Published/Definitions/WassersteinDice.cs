using System.ComponentModel.DataAnnotations;

namespace LossDsl.Conformance.Published;

/// <summary>
/// GeneralizedWassersteinDiceLoss of MONAI as Fidon et al. 2017 define it (arXiv:1707.00478): a label weighs as much as it is far from the background, class 0. An element of the
/// input is the distance of two classes.
/// </summary>
[Loss("peer-wasserstein-dice", Activation = Activation.Softmax)]
public sealed partial class WassersteinDiceLoss
{
    [PixelClassSum]
    internal static double Moved(double p, [Input(Per.ClassPair), Range(0.0, 1.0)] double distance) => p * distance;

    [PixelClassCumulativeSum]
    internal static double Number() => 1;

    [PixelClassSum]
    internal static double LabelWeight(double number, [Input(Per.ClassPair), Range(0.0, 1.0)] double distance) => number == 1 ? distance : 0;

    [PixelSum]
    internal static double Hits(double labelWeight, double moved) => labelWeight * (1 - moved);

    [PixelSum]
    internal static double Errors(double moved) => moved;

    [ClassMean]
    internal static double OfImage(double hits, double errors, [Range(0, 1e3)] double smooth = 1e-5) => 1 - (2 * hits + smooth) / (2 * hits + errors + smooth);

    [Formula]
    internal static double Formula(double ofImage) => ofImage;
}

/// <summary>GeneralizedWassersteinDiceLoss of MONAI with the weights of generalised Dice: a label weighs as much as its class is rare, in hits and in errors.</summary>
[Loss("peer-wasserstein-dice-by-volume", Activation = Activation.Softmax)]
public sealed partial class WassersteinDiceByVolumeLoss
{
    [PixelClassSum]
    internal static double Moved(double p, [Input(Per.ClassPair), Range(0.0, 1.0)] double distance) => p * distance;

    [PixelSum]
    internal static double Volume(double y) => y;

    [PixelClassSum]
    internal static double LabelWeight(double y, double volume) => y / (volume + 1);

    [PixelSum]
    internal static double Hits(double labelWeight, double moved) => labelWeight * (1 - moved);

    [PixelSum]
    internal static double Errors(double labelWeight, double moved) => labelWeight * moved;

    [ClassMean]
    internal static double OfImage(double hits, double errors, [Range(0, 1e3)] double smooth = 1e-5) => 1 - (2 * hits + smooth) / (2 * hits + errors + smooth);

    [Formula]
    internal static double Formula(double ofImage) => ofImage;
}
