using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Pixels without effect: where the derivative is 0 at every target of 0, false positives cost nothing; where it is 0 at every target of 1, false negatives do. Under a softmax
/// such pixels have an effect through the other classes.
/// </summary>
internal static class EffectCheck
{
    public static IEnumerable<Finding> Check(LossSpec spec, Gradient gradient)
    {
        if (spec.Citation.Activation == "Softmax")
        {
            return [];
        }

        var (background, foreground) = (Silence(spec, gradient.Background), Silence(spec, gradient.Foreground));
        return (background, foreground) switch
        {
            (null, null) => [],
            (not null, null) => [Finding(spec, "background pixels", background, "false positives")],
            (null, not null) => [Finding(spec, "foreground pixels", foreground, "false negatives")],
            _ => [Finding(spec, "background and foreground pixels", background.Length > 0 ? background : foreground, "false positives and false negatives")],
        };
    }

    private static Finding Finding(LossSpec spec, string pixels, string at, string errors) => new(FindingKind.WithoutEffect, spec.Formula.Result.Name, null, null, [pixels, at, errors]);

    // Where the gradient is 0, e.g. " at alpha = 0"; empty where it always is, null where it is not. Hyperparameters are tried at their defaults, one and then all.
    private static string? Silence(LossSpec spec, Expr gradient)
    {
        var read = spec.Hyperparameters.Where(h => gradient.Reads(h.Variable)).ToList();
        IEnumerable<IReadOnlyList<HyperparameterSpec>> trials = [[], .. read.Select(static h => (HyperparameterSpec[])[h]), read];
        return trials.Where(defaults => IsZero(Substitution.Replace(gradient, defaults.ToDictionary(static h => h.Variable, static h => (Expr)h.Default))))
            .Select(static defaults => defaults.Count == 0 ? "" : $" at {string.Join(", ", defaults.Select(static h => $"{h.Name} = {Numbers.ToDisplay(h.Default)}"))}")
            .FirstOrDefault();
    }

    private static bool IsZero(Expr gradient) => Simplifier.Simplify(gradient) is Constant { Value: 0 };
}
