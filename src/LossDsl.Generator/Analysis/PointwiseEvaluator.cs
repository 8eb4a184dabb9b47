using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Analysis;

/// <summary>Expressions at many points at once, each part of them once.</summary>
/// <param name="count">How many points there are.</param>
/// <param name="variables">The value of a variable at each of them.</param>
/// <param name="evaluate">An op at one point, from the values of its arguments there.</param>
internal sealed class PointwiseEvaluator(int count, Func<Variable, double[]> variables, Func<Apply, double[], double> evaluate)
{
    private readonly Dictionary<Expr, double[]> known = [];

    /// <summary>The value at each point; not to be changed.</summary>
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

    /// <summary>The same value at each of some points.</summary>
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
