using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Weighted sum of 1 - sensitivity and 1 - specificity of the soft counts, which is linear in the prediction. Use this loss to focus on true positives by the weight of
/// sensitivity.
/// Brosch et al. 2015.
/// </summary>
[Loss("sensitivity-specificity",
    Family = LossFamily.Region,
    Reference = "Brosch et al. 2015, doi:10.1007/978-3-319-24574-4_1",
    Equation = "Jadon 2020, eq. 12-14",
    UseCase = "Where there is more focus on true positives.",
    Deviation = "The printed equation is a score to maximise; this is one minus it. Smoothed, so that a term without pixels is 0.")]
public sealed partial class SensitivitySpecificityLoss
{
    [Formula]
    public static double Formula(
        double tp,
        double fp,
        double fn,
        double tn,
        [Range(0, 1)] double sensitivityWeight = 0.5,
        [Range(0, 1e3)] double smooth = 1e-5)
    {
        var sensitivity = (tp + smooth) / (tp + fn + smooth);
        var specificity = (tn + smooth) / (tn + fp + smooth);
        return sensitivityWeight * (1 - sensitivity) + (1 - sensitivityWeight) * (1 - specificity);
    }
}
