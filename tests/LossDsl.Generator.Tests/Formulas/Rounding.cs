using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Tests.Formulas;

/// <summary>How exact the value of an expression in double arithmetic can be: found by rounding at random, a little more than the machine does.</summary>
internal static class Rounding
{
    private const double Noise = 1e-15;

    /// <summary>The value, and by how much it may differ from that of another form of the same formula.</summary>
    public static (double Value, double Tolerance) Evaluate(Expr expression, IReadOnlyDictionary<string, double> variables)
    {
        var value = Interpreter.Evaluate(expression, variables);
        var spread = Enumerable.Range(1, 8).Max(seed => Math.Abs(Noisy(expression, variables, new Random(seed)) - value));
        return (value, (1e-12 * Math.Abs(value)) + (30 * spread));
    }

    /// <summary>Where the two differ by more than rounding; null where they do not, at points of several orders of magnitude.</summary>
    public static string? Difference(Expr formula, Expr rewritten) => Difference(formula, rewritten, Enumerable.Range(1, 3).Select(RandomFormulas.Point));

    /// <summary>The same for formulas of pixels.</summary>
    public static string? DifferenceOfPixels(Expr formula, Expr rewritten) => Difference(formula, rewritten, Enumerable.Range(1, 6).Select(RandomFormulas.PixelPoint));

    private static string? Difference(Expr formula, Expr rewritten, IEnumerable<IReadOnlyDictionary<string, double>> points)
    {
        foreach (var point in points)
        {
            var (expected, tolerance) = Evaluate(formula, point);
            var (actual, itsTolerance) = Evaluate(rewritten, point);

            // Where the formula as written has no value, or none that rounding leaves, another form of it may have one.
            if (expected != actual && double.IsFinite(tolerance + itsTolerance) && tolerance <= 1e-3 * Math.Abs(expected) && !(Math.Abs(expected - actual) <= tolerance + itsTolerance))
            {
                return $"{expected:R} became {actual:R} (tolerance {tolerance + itsTolerance:R})";
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
