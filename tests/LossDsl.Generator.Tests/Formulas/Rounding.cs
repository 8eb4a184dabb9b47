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
