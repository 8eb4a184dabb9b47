using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Tests;

/// <summary>Evaluates expressions in double arithmetic, as written: the reference for rewritten and printed forms.</summary>
internal static class Interpreter
{
    /// <summary>Evaluates an expression; a subexpression that occurs several times is evaluated once.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="variables">The value of each variable by name.</param>
    public static double Evaluate(Expr expression, IReadOnlyDictionary<string, double> variables)
    {
        var known = new Dictionary<Expr, double>();
        return Visit(expression);

        double Visit(Expr node)
        {
            if (known.TryGetValue(node, out var value))
            {
                return value;
            }

            return known[node] = node switch
            {
                Constant constant => constant.Value,
                Variable variable => variables[variable.Name],
                Apply apply => apply.Op.Evaluate([.. apply.Arguments.Select(Visit)]),
                _ => throw new InvalidOperationException($"Unknown node {node}."),
            };
        }
    }
}
