using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Finds losses in which some pixels have no effect. If the derivative is 0 for every pixel with target 0, false positives cost nothing. If it is 0 for every pixel with
/// target 1, false negatives cost nothing. Losses for softmax are not checked: there such pixels have an effect through the other classes.
/// </summary>
internal static class PixelEffectCheck
{
    /// <summary>Returns at most one finding, which names the pixels without effect and the hyperparameters at which they have none.</summary>
    public static IEnumerable<Finding> Check(LossSpec spec, Gradient gradient)
    {
        if (spec.Citation.Activation == "Softmax")
        {
            return [];
        }

        var (background, foreground) = (DescribeZeroGradient(spec, gradient.Background), DescribeZeroGradient(spec, gradient.Foreground));
        return (background, foreground) switch
        {
            (null, null) => [],
            (not null, null) => [Finding(spec, "background pixels", background, "false positives")],
            (null, not null) => [Finding(spec, "foreground pixels", foreground, "false negatives")],
            _ => [Finding(spec, "background and foreground pixels", background.Length > 0 ? background : foreground, "false positives and false negatives")],
        };
    }

    private static Finding Finding(LossSpec spec, string pixels, string at, string errors) => new(FindingKind.WithoutEffect, spec.Formula.Result.Name, null, null, [pixels, at, errors]);

    // Hyperparameters for which the gradient is 0, e.g. " at alpha = 0". Empty if it is always 0, null if it is not found to be 0.
    // Hyperparameters are set to their defaults one at a time, then all together.
    private static string? DescribeZeroGradient(LossSpec spec, Expr gradient)
    {
        var read = spec.Hyperparameters.Where(h => gradient.Reads(h.Variable)).ToList();
        IEnumerable<IReadOnlyList<HyperparameterSpec>> trials = [[], .. read.Select(static h => (HyperparameterSpec[])[h]), read];
        return trials.Where(defaults => IsZero(Substitution.Replace(gradient, defaults.ToDictionary(static h => h.Variable, static h => (Expr)h.Default))))
            .Select(static defaults => defaults.Count == 0 ? "" : $" at {string.Join(", ", defaults.Select(static h => $"{h.Name} = {Numbers.ToDisplay(h.Default)}"))}")
            .FirstOrDefault();
    }

    private static bool IsZero(Expr gradient) => Simplifier.Simplify(gradient) is Constant { Value: 0 };
}
