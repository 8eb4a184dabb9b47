using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;

namespace LossDsl.Generator.Tests.Lowering;

/// <summary>Runs a plan for one region in double arithmetic, from given soft counts.</summary>
internal static class PlanValues
{
    /// <summary>Returns the value, and the gradient by p at a foreground and at a background pixel.</summary>
    public static (double Value, double Foreground, double Background) Run(LossPlan plan, IReadOnlyDictionary<string, double> variables)
    {
        var known = new Dictionary<string, double>(variables) { [LossPlan.Upstream.Name] = 1 };
        Compute(plan.Forward, known, static level => level < Level.Pixel);
        var value = Interpreter.Evaluate(plan.Value, known);
        Compute(plan.Backward, known, static level => level < Level.Pixel);
        return (value, AtPixel(1), AtPixel(0));

        double AtPixel(double y)
        {
            // The gradient by p reads no other pixel value. The gradient by the log-odds shares steps with it, which may read p.
            var pixel = new Dictionary<string, double>(known) { ["truePositiveSlope"] = y, ["p"] = 0.5, ["q"] = 0.5 };
            Compute(plan.Forward, pixel, static level => level == Level.Pixel);
            Compute(plan.Backward, pixel, static level => level == Level.Pixel);
            return plan.Gradient.ByProbability is { } gradient ? Interpreter.Evaluate(gradient, pixel) : 0;
        }
    }

    /// <summary>Returns the derivatives by the soft counts as the documentation prints them; 0 for a soft count without one.</summary>
    public static IReadOnlyDictionary<string, double> Documented(LossPlan plan, IReadOnlyDictionary<string, double> variables)
    {
        var known = new Dictionary<string, double>(variables);
        foreach (var temp in plan.Derivatives.Temps)
        {
            known[temp.Variable.Name] = Interpreter.Evaluate(temp.Value, known);
        }

        return SoftCountStages.All.ToDictionary(static s => s.Result.Name, s => plan.Derivatives.Items.Where(d => d.Argument.Equals(s.Result)).Sum(d => Interpreter.Evaluate(d.Value, known)));
    }

    // Only assignments run: the variables have the soft counts, which reductions would compute.
    private static void Compute(EquatableArray<Step> steps, Dictionary<string, double> known, Func<Level, bool> isWanted)
    {
        foreach (var step in steps.Where(step => step.Kind == StepKind.Assign && isWanted(step.Term.Level)))
        {
            known[step.Result.Name] = Interpreter.Evaluate(step.Term, known);
        }
    }
}
