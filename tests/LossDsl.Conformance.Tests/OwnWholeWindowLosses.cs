namespace LossDsl.Conformance;

/// <summary>Reductions of windows of which only whole ones count, read directly and through another stage.</summary>
[Loss("own-whole-windows")]
public sealed partial class OwnWholeWindowsLoss
{
    [LocalMean(3, Kernel.Gaussian, Padding = Padding.Valid)]
    internal static double MeanP(double p) => p;

    [LocalMean(3, Kernel.Gaussian, Padding = Padding.Valid)]
    internal static double MeanSquareP(double p) => p * p;

    [LocalMin(3, Kernel.Cross, Padding = Padding.Valid)]
    internal static double Least(double p, double y) => p - 0.3 * y;

    [Pixel]
    internal static double Product(double meanP, double meanSquareP, double y) => (meanSquareP - meanP * meanP) * (1 + y);

    [PixelMean]
    internal static double Error(double product, double least, double p) => product + least * p;

    [PixelSum]
    internal static double Total(double product) => product;

    [PixelMax]
    internal static double Most(double least, double p) => least * p;

    [PixelMin]
    internal static double Lowest(double product, double p) => product - p;

    [Formula]
    internal static double Formula(double error, double total, double most, double lowest) => error + total + most * most - lowest;
}

/// <summary>Differences along rows of which those within the image count, and the number of pixels in a window.</summary>
[Loss("own-whole-differences")]
public sealed partial class OwnWholeDifferencesLoss
{
    [LocalSum(3, Weights = [0, -1, 1], Padding = Padding.Valid)]
    internal static double Step(double p) => p;

    [LocalSum(3, Padding = Padding.Zero)]
    internal static double Pixels() => 1;

    [Formula, PixelMean]
    internal static double Formula(double step, double pixels, double y) => step * step * pixels + y;
}
