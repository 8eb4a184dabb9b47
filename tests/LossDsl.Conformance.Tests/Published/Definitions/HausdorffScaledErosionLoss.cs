namespace LossDsl.Conformance.Published.Definitions;

/// <summary>HausdorffERLoss of SegLossOdyssey, which scales every erosion to [0, 1]. The library has no gradient.</summary>
[Loss("peer-hausdorff-scaled-erosion")]
public sealed partial class HausdorffScaledErosionLoss
{
    [Field(typeof(ScaledErosion))]
    internal static double Once(double p, double y) => (p - y) * (p - y);

    [Field(typeof(ScaledErosion))]
    internal static double Twice(double once) => once;

    [Field(typeof(ScaledErosion))]
    internal static double Thrice(double twice) => twice;

    [Field(typeof(ScaledErosion))]
    internal static double Eroded4(double thrice) => thrice;

    [Field(typeof(ScaledErosion))]
    internal static double Eroded5(double eroded4) => eroded4;

    [Field(typeof(ScaledErosion))]
    internal static double Eroded6(double eroded5) => eroded5;

    [Field(typeof(ScaledErosion))]
    internal static double Eroded7(double eroded6) => eroded6;

    [Field(typeof(ScaledErosion))]
    internal static double Eroded8(double eroded7) => eroded7;

    [Field(typeof(ScaledErosion))]
    internal static double Eroded9(double eroded8) => eroded8;

    [Field(typeof(ScaledErosion))]
    internal static double Eroded10(double eroded9) => eroded9;

    [Formula, PixelMean]
    internal static double Formula(
        double once, double twice, double thrice, double eroded4, double eroded5,
        double eroded6, double eroded7, double eroded8, double eroded9, double eroded10,
        double exponent = 2, double erosions = 10)
        => Weight(1, exponent, erosions) * once
            + Weight(2, exponent, erosions) * twice
            + Weight(3, exponent, erosions) * thrice
            + Weight(4, exponent, erosions) * eroded4
            + Weight(5, exponent, erosions) * eroded5
            + Weight(6, exponent, erosions) * eroded6
            + Weight(7, exponent, erosions) * eroded7
            + Weight(8, exponent, erosions) * eroded8
            + Weight(9, exponent, erosions) * eroded9
            + Weight(10, exponent, erosions) * eroded10;

    private static double Weight(double k, double exponent, double erosions) => k > erosions ? 0 : Math.Pow(k, exponent);
}
