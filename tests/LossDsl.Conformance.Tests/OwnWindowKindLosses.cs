namespace LossDsl.Conformance;

/// <summary>Mean over a cross of five pixels a side, with zeros beyond the border.</summary>
[Loss("own-cross-mean")]
public sealed partial class OwnCrossMeanLoss
{
    [LocalMean(5, Kernel.Cross, Padding = Padding.Zero)]
    internal static double Blurred(double p, double y) => p + y * p;

    [Formula, PixelMean]
    internal static double Formula(double blurred, double p, double y) => blurred * blurred * (p + y);
}

/// <summary>Sums over a Gaussian with zeros beyond the border, over a box and over a cross.</summary>
[Loss("own-window-sums")]
public sealed partial class OwnWindowSumsLoss
{
    [LocalSum(5, Kernel.Gaussian, Sigma = 1.2, Padding = Padding.Zero)]
    internal static double Near(double p, double y) => p * (2 - y);

    [LocalSum(3)]
    internal static double Around(double p, double y) => p * p - y;

    [LocalSum(3, Kernel.Cross)]
    internal static double Beside(double near, double p) => near * p;

    [Formula, PixelMean]
    internal static double Formula(double near, double around, double beside, double y) => near * near * y + around * around + beside;
}

/// <summary>Differences of the prediction along rows, weights for one dimension.</summary>
[Loss("own-differences")]
public sealed partial class OwnDifferencesLoss
{
    [LocalSum(3, Weights = [0, -1, 1])]
    internal static double Step(double p) => p;

    [LocalSum(5, Weights = [0.5, 0, -2, 1, 3], Padding = Padding.Zero)]
    internal static double Other(double p, double y) => p * y;

    [Formula, PixelMean]
    internal static double Formula(double step, double other, double p) => step * step + other * p;
}

/// <summary>Sobel's filter along both dimensions, of prediction and target.</summary>
[Loss("own-sobel")]
public sealed partial class OwnSobelLoss
{
    [LocalSum(3, Weights = new[] { -1.0, 0, 1, -2, 0, 2, -1, 0, 1 })]
    internal static double Across(double p, double y) => p - y;

    [LocalSum(3, Weights = new[] { -1.0, -2, -1, 0, 0, 0, 1, 2, 1 }, Padding = Padding.Zero)]
    internal static double Down(double p, double y) => p - y;

    [Formula, PixelMean]
    internal static double Formula(double across, double down) => across * across + down * down;
}

/// <summary>Extremes of boxes.</summary>
[Loss("own-box-extremes")]
public sealed partial class OwnBoxExtremesLoss
{
    [LocalMax(3)]
    internal static double Most(double p, double y) => p * (1 + y) - 0.6;

    [LocalMin(5, Padding = Padding.Zero)]
    internal static double Least(double p, double y) => p - 0.8 * y;

    [Formula, PixelMean]
    internal static double Formula(double most, double least, double p) => most * most - least * p;
}

/// <summary>Extremes of crosses, one of the result of the other.</summary>
[Loss("own-opening")]
public sealed partial class OwnOpeningLoss
{
    [LocalMin(3, Kernel.Cross)]
    internal static double Eroded(double p, double y) => p * (1 + 0.2 * y);

    [LocalMax(3)]
    internal static double Opened(double eroded, double p) => eroded - 0.1 * p * p;

    [LocalMax(5, Kernel.Cross, Padding = Padding.Zero)]
    internal static double Grown(double x) => x;

    [Formula, PixelMean]
    internal static double Formula(double opened, double grown, double p) => (p - opened) * p + LossMath.Sigmoid(grown);
}

/// <summary>Mean maximum of boxes, each weighted by the prediction, which is constant in the backward.</summary>
[Loss("own-weighted-maximum")]
public sealed partial class OwnWeightedMaximumLoss
{
    [LocalMax(3)]
    internal static double Most(double p) => p;

    [Formula, PixelMean]
    internal static double Formula(double most, [StopGradient] double p) => most * (1 + p);
}
