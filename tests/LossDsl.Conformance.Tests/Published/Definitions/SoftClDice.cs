namespace LossDsl.Conformance.Published.Definitions;

/// <summary>Centerline Dice (Shit et al. 2021), as in SoftclDiceLoss and SoftDiceclDiceLoss of MONAI: sums run over the batch and over all classes but the first.</summary>
public static class SoftClDice
{
    public static double Union(double skeleton, double delta) => skeleton + LossMath.Relu(delta - skeleton * delta);

    public static double OfParts(double precision, double sensitivity) => 1 - 2 * (precision * sensitivity) / (precision + sensitivity);
}

/// <summary>Weighted sum of Dice and centerline Dice with one iteration.</summary>
[Loss("peer-soft-cl-dice-1")]
public sealed partial class SoftClDice1Loss
{
    [LocalMin(3, Kernel.Cross)]
    internal static double ErodedP1(double p) => p;

    [LocalMin(3, Kernel.Cross)]
    internal static double ErodedP2(double erodedP1) => erodedP1;

    [LocalMax(3)]
    internal static double OpenedP0(double erodedP1) => erodedP1;

    [LocalMax(3)]
    internal static double OpenedP1(double erodedP2) => erodedP2;

    [LocalMin(3, Kernel.Cross)]
    internal static double ErodedY1(double y) => y;

    [LocalMin(3, Kernel.Cross)]
    internal static double ErodedY2(double erodedY1) => erodedY1;

    [LocalMax(3)]
    internal static double OpenedY0(double erodedY1) => erodedY1;

    [LocalMax(3)]
    internal static double OpenedY1(double erodedY2) => erodedY2;

    [Pixel]
    internal static double SkeletonP(double p, double erodedP1, double openedP0, double openedP1) => SoftClDice.Union(LossMath.Relu(p - openedP0), LossMath.Relu(erodedP1 - openedP1));

    [Pixel]
    internal static double SkeletonY(double y, double erodedY1, double openedY0, double openedY1) => SoftClDice.Union(LossMath.Relu(y - openedY0), LossMath.Relu(erodedY1 - openedY1));

    [PixelSum]
    internal static double SizeP(double skeletonP) => skeletonP;

    [ClassSum]
    internal static double AllSizeP(double sizeP) => sizeP;

    [PixelSum]
    internal static double SizeY(double skeletonY) => skeletonY;

    [ClassSum]
    internal static double AllSizeY(double sizeY) => sizeY;

    [PixelSum]
    internal static double HitsP(double skeletonP, double y) => skeletonP * y;

    [ClassSum]
    internal static double AllHitsP(double hitsP) => hitsP;

    [PixelSum]
    internal static double HitsY(double skeletonY, double p) => skeletonY * p;

    [ClassSum]
    internal static double AllHitsY(double hitsY) => hitsY;

    [ClassSum]
    internal static double Hits(double tp) => tp;

    [ClassSum]
    internal static double Errors(double fp, double fn) => fp + fn;

    [Formula]
    internal static double Formula(double allSizeP, double allSizeY, double allHitsP, double allHitsY, double hits, double errors, double alpha = 1, double smooth = 1)
        => (1 - alpha) * (1 - (2 * hits + smooth) / (2 * hits + errors + smooth)) + alpha * SoftClDice.OfParts((allHitsP + smooth) / (allSizeP + smooth), (allHitsY + smooth) / (allSizeY + smooth));
}

/// <summary>Weighted sum of Dice and centerline Dice with three iterations.</summary>
[Loss("peer-soft-cl-dice-3")]
public sealed partial class SoftClDice3Loss
{
    [LocalMin(3, Kernel.Cross)]
    internal static double ErodedP1(double p) => p;

    [LocalMin(3, Kernel.Cross)]
    internal static double ErodedP2(double erodedP1) => erodedP1;

    [LocalMin(3, Kernel.Cross)]
    internal static double ErodedP3(double erodedP2) => erodedP2;

    [LocalMin(3, Kernel.Cross)]
    internal static double ErodedP4(double erodedP3) => erodedP3;

    [LocalMax(3)]
    internal static double OpenedP0(double erodedP1) => erodedP1;

    [LocalMax(3)]
    internal static double OpenedP1(double erodedP2) => erodedP2;

    [LocalMax(3)]
    internal static double OpenedP2(double erodedP3) => erodedP3;

    [LocalMax(3)]
    internal static double OpenedP3(double erodedP4) => erodedP4;

    [LocalMin(3, Kernel.Cross)]
    internal static double ErodedY1(double y) => y;

    [LocalMin(3, Kernel.Cross)]
    internal static double ErodedY2(double erodedY1) => erodedY1;

    [LocalMin(3, Kernel.Cross)]
    internal static double ErodedY3(double erodedY2) => erodedY2;

    [LocalMin(3, Kernel.Cross)]
    internal static double ErodedY4(double erodedY3) => erodedY3;

    [LocalMax(3)]
    internal static double OpenedY0(double erodedY1) => erodedY1;

    [LocalMax(3)]
    internal static double OpenedY1(double erodedY2) => erodedY2;

    [LocalMax(3)]
    internal static double OpenedY2(double erodedY3) => erodedY3;

    [LocalMax(3)]
    internal static double OpenedY3(double erodedY4) => erodedY4;

    [Pixel]
    internal static double SkeletonP(double p, double erodedP1, double erodedP2, double erodedP3, double openedP0, double openedP1, double openedP2, double openedP3) => SoftClDice.Union(SoftClDice.Union(SoftClDice.Union(LossMath.Relu(p - openedP0), LossMath.Relu(erodedP1 - openedP1)), LossMath.Relu(erodedP2 - openedP2)), LossMath.Relu(erodedP3 - openedP3));

    [Pixel]
    internal static double SkeletonY(double y, double erodedY1, double erodedY2, double erodedY3, double openedY0, double openedY1, double openedY2, double openedY3) => SoftClDice.Union(SoftClDice.Union(SoftClDice.Union(LossMath.Relu(y - openedY0), LossMath.Relu(erodedY1 - openedY1)), LossMath.Relu(erodedY2 - openedY2)), LossMath.Relu(erodedY3 - openedY3));

    [PixelSum]
    internal static double SizeP(double skeletonP) => skeletonP;

    [ClassSum]
    internal static double AllSizeP(double sizeP) => sizeP;

    [PixelSum]
    internal static double SizeY(double skeletonY) => skeletonY;

    [ClassSum]
    internal static double AllSizeY(double sizeY) => sizeY;

    [PixelSum]
    internal static double HitsP(double skeletonP, double y) => skeletonP * y;

    [ClassSum]
    internal static double AllHitsP(double hitsP) => hitsP;

    [PixelSum]
    internal static double HitsY(double skeletonY, double p) => skeletonY * p;

    [ClassSum]
    internal static double AllHitsY(double hitsY) => hitsY;

    [ClassSum]
    internal static double Hits(double tp) => tp;

    [ClassSum]
    internal static double Errors(double fp, double fn) => fp + fn;

    [Formula]
    internal static double Formula(double allSizeP, double allSizeY, double allHitsP, double allHitsY, double hits, double errors, double alpha = 1, double smooth = 1)
        => (1 - alpha) * (1 - (2 * hits + smooth) / (2 * hits + errors + smooth)) + alpha * SoftClDice.OfParts((allHitsP + smooth) / (allSizeP + smooth), (allHitsY + smooth) / (allSizeY + smooth));
}
