namespace LossDsl.Losses;

/// <summary>
/// Balanced cross-entropy as the survey prints it (Jadon 2020), without a lower limit of the weights. The loss of a region without foreground or without background is 0 for
/// every prediction. Train with <c>BalancedCrossEntropyLoss</c>; this loss is for comparison with the printed equation.
/// </summary>
[Loss("balanced-cross-entropy-survey-literal",
    Family = LossFamily.Distribution,
    Reference = "Xie and Tu 2015, arXiv:1504.06375",
    Equation = "Jadon 2020, eq. 3",
    Deviation = "The sum over y, which the printed β = 1 - y/(HW) lacks.")]
public sealed partial class BalancedCrossEntropySurveyLiteralLoss
{
    [PixelMean]
    public static double OfForeground(double p, double y) => BalancedCrossEntropyLoss.OfForeground(p, y);

    [PixelMean]
    public static double OfBackground(double p, double y) => BalancedCrossEntropyLoss.OfBackground(p, y);

    [PixelMean]
    public static double Prevalence(double y) => y;

    [Formula]
    public static double Formula(double ofForeground, double ofBackground, double prevalence) => (1 - prevalence) * ofForeground + prevalence * ofBackground;
}
