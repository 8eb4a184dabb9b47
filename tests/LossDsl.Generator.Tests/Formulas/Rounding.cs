using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Tests.Formulas;

/// <summary>Estimates the rounding error of an expression in double arithmetic, by evaluating it with random errors of about one rounding after every op.</summary>
internal static class Rounding
{
    private const double Noise = 1e-15;

    /// <summary>Returns the value, and the tolerance within which another form of the same formula must agree.</summary>
    public static (double Value, double Tolerance) Evaluate(Expr expression, IReadOnlyDictionary<string, double> variables)
    {
        var value = Interpreter.Evaluate(expression, variables);
        var spread = Enumerable.Range(1, 8).Max(seed => Math.Abs(Noisy(expression, variables, new Random(seed)) - value));
        return (value, (1e-12 * Math.Abs(value)) + (30 * spread));
    }

    /// <summary>Returns a description if two formulas of regions differ by more than rounding at points of several orders of magnitude; null if they agree.</summary>
    public static string? Difference(Expr formula, Expr rewritten) => Difference(formula, rewritten, Enumerable.Range(1, 3).Select(RandomFormulas.Point));

    /// <summary>Returns a description if two formulas of pixels differ by more than rounding; null if they agree.</summary>
    public static string? DifferenceOfPixels(Expr formula, Expr rewritten) => Difference(formula, rewritten, Enumerable.Range(1, 6).Select(RandomFormulas.PixelPoint));

    private static string? Difference(Expr formula, Expr rewritten, IEnumerable<IReadOnlyDictionary<string, double>> points)
    {
        foreach (var point in points)
        {
            var (expected, tolerance) = Evaluate(formula, point);
            var (actual, otherTolerance) = Evaluate(rewritten, point);

            // A rewritten formula may have a value where the original has none, or none that rounding errors leave.
            if (expected != actual && double.IsFinite(tolerance + otherTolerance) && tolerance <= 1e-3 * Math.Abs(expected) && !(Math.Abs(expected - actual) <= tolerance + otherTolerance))
            {
                return $"{expected:R} became {actual:R} (tolerance {tolerance + otherTolerance:R})";
            }
        }

        return null;
    }

    private static double Noisy(Expr expression, IReadOnlyDictionary<string, double> variables, Random random)
    {
        var known = new Dictionary<Expr, double>();
        return Visit(expression);

        double Visit(Expr node)
        {
            if (!known.TryGetValue(node, out var value))
            {
                value = node is Apply apply
                    ? apply.Op.Evaluate([.. apply.Arguments.Select(Visit)]) * (1 + (Noise * ((2 * random.NextDouble()) - 1)))
                    : Interpreter.Evaluate(node, variables);
                known[node] = value;
            }

            return value;
        }
    }
}
