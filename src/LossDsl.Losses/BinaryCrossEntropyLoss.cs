namespace LossDsl.Losses;

/// <summary>
/// Mean binary cross-entropy over the pixels of each class: each class is a foreground of its own. Use this loss where foreground and background are about equally frequent.
/// Ma et al. 2004.
/// </summary>
[Loss("binary-cross-entropy",
    Family = LossFamily.Distribution,
    Reference = "Ma et al. 2004, doi:10.1109/ISIMP.2004.1434164",
    Equation = "Jadon 2020, eq. 1",
    UseCase = "Works best where classes are equally frequent.",
    Deviation = "The mean over the pixels of a region; the printed equation states no reduction.")]
public sealed partial class BinaryCrossEntropyLoss
{
    [Formula, PixelMean]
    public static double Formula(double p, double y) => -(y * Math.Log(p) + (1 - y) * Math.Log(1 - p));
}
