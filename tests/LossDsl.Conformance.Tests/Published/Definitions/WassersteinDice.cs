using System.ComponentModel.DataAnnotations;

namespace LossDsl.Conformance.Published;

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
