using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Tests.Lowering;

/// <summary>Runs a plan for one region in double arithmetic, as the generated code does with tensors.</summary>
internal static class PlanValues
{
    /// <summary>The value and the derivatives by the soft counts; a count that the plan does not differentiate by has derivative 0.</summary>
    public static (double Value, IReadOnlyDictionary<string, double> Partials) Run(LossPlan plan, IReadOnlyDictionary<string, double> variables)
    {
        var known = new Dictionary<string, double>(variables) { [Adjoint.Upstream.Name] = 1 };
        Compute(plan.ValueTemps, known);
        var value = Interpreter.Evaluate(plan.Value, known);
        Compute(plan.AdjointTemps, known);
        var partials = SoftCounts.All.ToDictionary(static s => s.Result.Name, static _ => 0.0);
        foreach (var adjoint in plan.Adjoints)
        {
            partials[adjoint.Sum.Name] = Interpreter.Evaluate(adjoint.Value, known);
        }

        return (value, partials);
    }

    /// <summary>The derivatives as the documentation prints them.</summary>
    public static IReadOnlyDictionary<string, double> Documented(LossPlan plan, IReadOnlyDictionary<string, double> variables)
    {
        var known = new Dictionary<string, double>(variables);
        Compute(plan.DerivativeTemps, known);
        return plan.Derivatives.ToDictionary(static d => d.By.Name, d => Interpreter.Evaluate(d.Value, known));
    }

    private static void Compute(EquatableArray<Temp> temps, Dictionary<string, double> known)
    {
        foreach (var temp in temps)
        {
            known[temp.Variable.Name] = Interpreter.Evaluate(temp.Value, known);
        }
    }
}
