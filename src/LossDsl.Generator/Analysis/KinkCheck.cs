using LossDsl.Generator.Calculus;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Limits;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Checks that a loss is differentiable, and finds its kinks. A kink is an absolute value or a sign at 0, a tie of max or min, or a choice that the prediction decides.
/// An extreme over pixels, a window or classes has a kink where two of them attain it.
/// </summary>
internal static class KinkCheck
{
    // Each kink takes a derivative of the difference that is 0 at it. More kinks in a stage, or larger differences, stay undecided.
    private const int MostKinks = 12;
    private const int MostNodes = 120;

    /// <summary>Returns the verdict, and a finding for each kink for which a point is found.</summary>
    public static (Verdict Verdict, IReadOnlyList<Finding> Findings) Check(LossSpec spec, ZeroSearch zeros)
    {
        var active = AdjointPropagation.FindActiveVariables([.. SoftCountStages.All, .. spec.Stages]);
        var all = spec.Stages.Select(static stage => (Stage: stage, Kinks: Nodes(stage.Body).SelectMany(Kinks).ToList())).Where(static found => found.Kinks.Count > 0).ToList();
        var insertLimits = QuotientLimits.Inserter(spec);
        List<Finding> findings = [];
        var isSmooth = !spec.Stages.Any(stage => (stage.Kind.IsExtreme() || stage.Kind == StageKind.PixelTop || stage.Kind.IsWindowExtreme()) && active.Contains(stage.Result) && DependsOnPrediction(stage.Body, active));
        foreach (var (stage, kinks) in all.Where(found => active.Contains(found.Stage.Result)))
        {
            isSmooth &= kinks.Count <= MostKinks && kinks.TrueForAll(static kink => kink.Difference.Size <= MostNodes);
            foreach (var (node, difference) in kinks.Take(MostKinks).Where(kink => kink.Difference.Size <= MostNodes && DependsOnPrediction(kink.Difference, active)).GroupBy(static kink => kink.Node).Select(static group => group.First()))
            {
                isSmooth = false;
                if (zeros.Describe(insertLimits(difference)) is { } point)
                {
                    findings.Add(new(FindingKind.Kink, stage.Result.Name, node, null, [point]));
                }
            }
        }

        return (isSmooth ? Verdict.Proved : findings.Count > 0 ? Verdict.Refuted : Verdict.Undecided, findings);
    }

    // tp + fn and fp + tn depend on the target alone: a value that reads only these sums has no kink in the prediction.
    private static bool DependsOnPrediction(Expr value, HashSet<Variable> active)
    {
        var partials = Differentiator.Differentiate(value, 1, active.Contains);
        return partials.Keys.Any(static v => !Quantities.RegionParameters.Contains(v))
            || !IsZero(By(Quantities.TruePositives) - By(Quantities.FalseNegatives)) || !IsZero(By(Quantities.FalsePositives) - By(Quantities.TrueNegatives));

        Expr By(Variable variable) => partials.TryGetValue(variable, out var partial) ? partial : 0;

        static bool IsZero(Expr expression) => Simplifier.Simplify(expression) is Constant { Value: 0 };
    }

    private static IEnumerable<(Apply Node, Expr Difference)> Kinks(Apply apply)
    {
        var (op, a) = (apply.Op, apply.Arguments);
        return op == Functions.Abs || op == Functions.Sign ? [(apply, a[0])]
            : op == Functions.Max || op == Functions.Min ? [(apply, a[0] - a[1])]
            : op == Conditions.Select ? Nodes(a[0]).Where(static c => c.Arguments.Count == 2 && Conditions.Rows.Contains(c.Op) && c.Op != Conditions.And && c.Op != Conditions.Or).Select(c => (apply, c.Arguments[0] - c.Arguments[1]))
            : [];
    }

    /// <summary>Returns the ops of an expression, each once, in the order of their first use. A stop-gradient and its argument are left out: they have no derivative.</summary>
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
