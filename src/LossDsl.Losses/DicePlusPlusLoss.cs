using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Dice loss in which every false positive and false negative is raised to gamma before it is summed. Use this loss like Dice where probabilities should be calibrated: errors
/// that are not sure cost less.
/// Yeung et al. 2023.
/// </summary>
[Loss("dice-plus-plus",
    Family = LossFamily.Region,
    Reference = "Yeung et al. 2023, arXiv:2111.00528 (Dice++)",
    UseCase = "As Dice, with probabilities that are less overconfident.")]
public sealed partial class DicePlusPlusLoss
{
    [PixelSum]
    public static double Overlap(double p, double y) => p * y;

    [PixelSum]
    public static double Errors(double p, double y, [Range(1, 10)] double gamma = 2) => Math.Pow(p * (1 - y), gamma) + Math.Pow((1 - p) * y, gamma);

    [Formula]
    public static double Formula(double overlap, double errors, [Range(0, 1e3)] double smooth = 1e-5) => errors / (2 * overlap + errors + smooth);
}
