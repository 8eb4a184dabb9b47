using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Combo loss with the printed sign of the survey (Jadon 2020, eq. 18): alpha times the cross-entropy minus 1 - alpha times the Dice loss. With that sign, the Dice part rewards
/// errors. Train with <c>ComboLoss</c>; this loss is for comparison with the printed equation.
/// </summary>
[Loss("combo-survey-literal",
    Family = LossFamily.Compound,
    Reference = "Taghanaki et al. 2018, arXiv:1805.02798",
    Equation = "Jadon 2020, eq. 18",
    Deviation = "β y log p, where eq. 17 prints β (y - log p).")]
public sealed partial class ComboSurveyLiteralLoss
{
    [PixelMean]
    public static double CrossEntropy(double p, double y, [Range(0, 1)] double beta = 0.5) => ComboLoss.CrossEntropy(p, y, beta);

    // The survey prints this sign. The warning is right: the Dice part rewards errors.
#pragma warning disable LOSS2004
    [Formula]
    public static double Formula(double crossEntropy, double tp, double fp, double fn, [Range(0, 1)] double alpha = 0.5)
        => alpha * crossEntropy - (1 - alpha) * DiceSurveyLiteralLoss.Formula(tp, fp, fn);
#pragma warning restore LOSS2004
}
