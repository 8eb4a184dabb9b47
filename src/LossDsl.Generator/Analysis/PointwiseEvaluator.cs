using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Analysis;

/// <summary>Evaluator of expressions at many points at once. The values of every part are cached, so that each part is evaluated once.</summary>
/// <param name="count">The number of points.</param>
/// <param name="variables">Returns the values of a variable at all points.</param>
/// <param name="evaluate">Evaluates an op at one point, from the values of its arguments at that point.</param>
internal sealed class PointwiseEvaluator(int count, Func<Variable, double[]> variables, Func<Apply, double[], double> evaluate)
{
    private readonly Dictionary<Expr, double[]> known = [];

    /// <summary>Returns the values of an expression at all points. The array is cached, so callers must not change it.</summary>
    public double[] Evaluate(Expr expression)
    {
        if (!known.TryGetValue(expression, out var values))
        {
            known[expression] = values = expression switch
            {
                Constant constant => Everywhere(constant.Value, count),
                Variable variable => variables(variable),
                Apply apply => Evaluate(apply),
                _ => throw new InvalidOperationException($"Unknown node {expression}."),
            };
        }

        return values;
    }

    /// <summary>Returns an array that holds one value <paramref name="count"/> times.</summary>
    public static double[] Everywhere(double value, int count)
    {
        var values = new double[count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value;
        }

        return values;
    }

    private double[] Evaluate(Apply apply)
    {
        var arguments = new double[apply.Arguments.Count][];
        for (var a = 0; a < arguments.Length; a++)
        {
            arguments[a] = Evaluate(apply.Arguments[a]);
        }

        var (result, ofOne) = (new double[count], new double[arguments.Length]);
        for (var i = 0; i < result.Length; i++)
        {
            for (var a = 0; a < arguments.Length; a++)
            {
                ofOne[a] = arguments[a][i];
            }

            result[i] = evaluate(apply, ofOne);
        }

        return result;
    }
}
