using LossDsl.Generator.Calculus;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Analysis;

/// <summary>Where a loss has no derivative: an absolute value at 0, two arguments of an extreme that tie, a choice that the prediction decides.</summary>
internal static class KinkCheck
{
    // Each takes a derivative of what it is about: more of them, or longer ones, stay undecided.
    private const int Most = 12;
    private const int MostNodes = 120;

    public static (Verdict Verdict, IReadOnlyList<Finding> Findings) Check(LossSpec spec, ProbeValues atDefaults)
    {
        var all = spec.Stages.Select(static stage => (Stage: stage, Kinks: Nodes(stage.Body).SelectMany(Kinks).ToList())).Where(static found => found.Kinks.Count > 0).ToList();
        var active = all.Count == 0 ? [] : Adjoints.Active([.. SoftCountStages.All, .. spec.Stages]);
        List<Finding> findings = [];
        var isSmooth = true;
        foreach (var (stage, kinks) in all.Where(found => active.Contains(found.Stage.Result)))
        {
            isSmooth &= kinks.Count <= Most && kinks.TrueForAll(static kink => kink.Difference.Size <= MostNodes);
            foreach (var (node, difference) in kinks.Take(Most).Where(kink => kink.Difference.Size <= MostNodes && Moves(kink.Difference, active)).GroupBy(static kink => kink.Node).Select(static group => group.First()))
            {
                isSmooth = false;
                if (Point(atDefaults, difference) is { } point)
                {
                    findings.Add(new(FindingKind.Kink, stage.Result.Name, node, null, [point]));
                }
            }
        }

        return (isSmooth ? Verdict.Proved : findings.Count > 0 ? Verdict.Refuted : Verdict.Undecided, findings);
    }

    // tp + fn is the same whatever is predicted.
    private static bool Moves(Expr difference, HashSet<Variable> active)
    {
        var partials = Differentiator.Differentiate(difference, 1, active.Contains);
        return partials.Keys.Any(static v => !Quantities.RegionParameters.Contains(v))
            || !IsZero(By(Quantities.TruePositives) - By(Quantities.FalseNegatives)) || !IsZero(By(Quantities.FalsePositives) - By(Quantities.TrueNegatives));

        Expr By(Variable variable) => partials.TryGetValue(variable, out var partial) ? partial : 0;

        static bool IsZero(Expr expression) => Simplifier.Simplify(expression) is Constant { Value: 0 };
    }

    // A scene where the difference is 0, or one on each side of it.
    private static string? Point(ProbeValues evaluation, Expr difference)
    {
        var values = evaluation.Evaluate(difference);
        var (tie, above) = (Array.FindIndex(values, static v => v == 0), Array.FindIndex(values, static v => v > 0));
        var pixel = tie >= 0 ? tie : values.Any(static v => v < 0) ? above : -1;
        return pixel < 0 ? null : Analysis.PointText.Describe(evaluation, difference, pixel);
    }

    private static IEnumerable<(Apply Node, Expr Difference)> Kinks(Apply apply)
    {
        var (op, a) = (apply.Op, apply.Arguments);
        return op == Functions.Abs || op == Functions.Sign ? [(apply, a[0])]
            : op == Functions.Max || op == Functions.Min ? [(apply, a[0] - a[1])]
            : op == Conditions.Select ? Nodes(a[0]).Where(static c => c.Arguments.Count == 2 && Conditions.Rows.Contains(c.Op) && c.Op != Conditions.And && c.Op != Conditions.Or).Select(c => (apply, c.Arguments[0] - c.Arguments[1]))
            : [];
    }

    /// <summary>The parts of an expression, each once; what is stopped has no derivative to lose.</summary>
    public static IEnumerable<Apply> Nodes(Expr expression)
    {
        HashSet<Expr> seen = [];
        List<Apply> found = [];
        Visit(expression);
        return found;

        void Visit(Expr node)
        {
            if (node is Apply apply && apply.Op != Functions.Stop && seen.Add(node))
            {
                found.Add(apply);
                foreach (var argument in apply.Arguments)
                {
                    Visit(argument);
                }
            }
        }
    }
}
