namespace LossDsl.Conformance;

/// <summary>Loss with a window of one pixel.</summary>
[Loss("own-window-1")]
public sealed partial class OwnWindow1Loss
{
    [LocalMean(1)]
    internal static double Blurred(double p, double y) => p + y * p;

    [Formula, PixelMean]
    internal static double Formula(double blurred, double p, double y) => blurred * blurred * (p + y);
}

/// <summary>Loss with a box window of three pixels.</summary>
[Loss("own-window-3")]
public sealed partial class OwnWindow3Loss
{
    [LocalMean(3)]
    internal static double Blurred(double p, double y) => OwnWindow1Loss.Blurred(p, y);

    [Formula, PixelMean]
    internal static double Formula(double blurred, double p, double y) => OwnWindow1Loss.Formula(blurred, p, y);
}

/// <summary>Loss with a Gaussian window of eleven pixels.</summary>
[Loss("own-window-11")]
public sealed partial class OwnWindow11Loss
{
    [LocalMean(11, Kernel.Gaussian, Sigma = 2.5)]
    internal static double Blurred(double p, double y) => OwnWindow1Loss.Blurred(p, y);

    [Formula, PixelMean]
    internal static double Formula(double blurred, double p, double y) => OwnWindow1Loss.Formula(blurred, p, y);
}

/// <summary>Loss with a Gaussian window of 99 pixels, the largest allowed.</summary>
[Loss("own-window-99")]
public sealed partial class OwnWindow99Loss
{
    [LocalMean(99, Kernel.Gaussian, Sigma = 40)]
    internal static double Blurred(double p, double y) => OwnWindow1Loss.Blurred(p, y);

    [Formula, PixelMean]
    internal static double Formula(double blurred, double p, double y) => OwnWindow1Loss.Formula(blurred, p, y);
}
