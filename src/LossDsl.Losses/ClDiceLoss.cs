using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Centerline Dice: one minus the harmonic mean of the part of the prediction's skeleton that lies in the target and the part of the target's skeleton that lies in the prediction.
/// A soft skeleton is what erosions lose when they are opened. Use this loss for tubes, as vessels and roads, whose connections matter.
/// Shit et al. 2021.
/// </summary>
[Loss("cl-dice",
    Family = LossFamily.Structural,
    Reference = "Shit et al. 2021, arXiv:2003.07311",
    UseCase = "Tubes whose connections matter: vessels, roads.",
    Deviation = "Three iterations, as in the authors' code, with its crosses and boxes of three pixels. Sums are over a region.")]
public sealed partial class ClDiceLoss
{
    [LocalMin(3, Kernel.Cross)]
    public static double ErodedP1(double p) => p;

    [LocalMin(3, Kernel.Cross)]
    public static double ErodedP2(double erodedP1) => erodedP1;

    [LocalMin(3, Kernel.Cross)]
    public static double ErodedP3(double erodedP2) => erodedP2;

    [LocalMin(3, Kernel.Cross)]
    public static double ErodedP4(double erodedP3) => erodedP3;

    [LocalMax(3)]
    public static double OpenedP0(double erodedP1) => erodedP1;

    [LocalMax(3)]
    public static double OpenedP1(double erodedP2) => erodedP2;

    [LocalMax(3)]
    public static double OpenedP2(double erodedP3) => erodedP3;

    [LocalMax(3)]
    public static double OpenedP3(double erodedP4) => erodedP4;

    [LocalMin(3, Kernel.Cross)]
    public static double ErodedY1(double y) => y;

    [LocalMin(3, Kernel.Cross)]
    public static double ErodedY2(double erodedY1) => erodedY1;

    [LocalMin(3, Kernel.Cross)]
    public static double ErodedY3(double erodedY2) => erodedY2;

    [LocalMin(3, Kernel.Cross)]
    public static double ErodedY4(double erodedY3) => erodedY3;

    [LocalMax(3)]
    public static double OpenedY0(double erodedY1) => erodedY1;

    [LocalMax(3)]
    public static double OpenedY1(double erodedY2) => erodedY2;

    [LocalMax(3)]
    public static double OpenedY2(double erodedY3) => erodedY3;

    [LocalMax(3)]
    public static double OpenedY3(double erodedY4) => erodedY4;

    [Pixel]
    public static double SkeletonP(double p, double erodedP1, double erodedP2, double erodedP3, double openedP0, double openedP1, double openedP2, double openedP3)
        => Skeleton(p, erodedP1, erodedP2, erodedP3, openedP0, openedP1, openedP2, openedP3);

    [Pixel]
    public static double SkeletonY(double y, double erodedY1, double erodedY2, double erodedY3, double openedY0, double openedY1, double openedY2, double openedY3)
        => Skeleton(y, erodedY1, erodedY2, erodedY3, openedY0, openedY1, openedY2, openedY3);

    [PixelSum]
    public static double SizeP(double skeletonP) => skeletonP;

    [PixelSum]
    public static double SizeY(double skeletonY) => skeletonY;

    [PixelSum]
    public static double OutsideP(double skeletonP, double y) => skeletonP * (1 - y);

    [PixelSum]
    public static double OutsideY(double skeletonY, double p) => skeletonY * (1 - p);

    [Formula]
    public static double Formula(double sizeP, double sizeY, double outsideP, double outsideY, [Range(1e-6, 1e3)] double smooth = 1)
        => OfParts(outsideP / (sizeP + smooth), outsideY / (sizeY + smooth));

    // One minus the harmonic mean of 1 - a and 1 - b.
    public static double OfParts(double a, double b) => ((1 - a) * b + (1 - b) * a) / (2 - a - b);

    public static double Skeleton(double value, double eroded1, double eroded2, double eroded3, double opened0, double opened1, double opened2, double opened3)
        => Union(Union(Union(LossMath.Relu(value - opened0), LossMath.Relu(eroded1 - opened1)), LossMath.Relu(eroded2 - opened2)), LossMath.Relu(eroded3 - opened3));

    private static double Union(double a, double b) => a + b * (1 - a);
}
