using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Checks that the derivative of a loss by each logit is bounded: no slope of a root, a power or a quotient outgrows its other factors.
/// Slopes are taken without the clamps of generated code, so that a slope which is finite only because of its clamp is found.
/// </summary>
internal static class GradientCheck
{
    // Far above any gradient that a weight of 1000 and 1000 classes can produce.
    private const double Huge = 1e12;

    private const int MostTerms = 64;

    /// <summary>Returns the verdict, and the finding that reports a counterexample or an undecided claim.</summary>
    public static (Verdict Verdict, IReadOnlyList<Finding> Findings) Check(LossSpec spec, Gradient gradient, ProbeValues atDefaults, Domain domain, Budget budget)
    {
        if (Refute(spec, gradient, atDefaults) is { } early)
        {
            return (Verdict.Refuted, [early]);
        }

        var gradientDomain = gradient.ExtendDomain(domain, InputLimits.Large, PoleRule.UnboundedSlopeUnclamped, budget);
        if (IsBounded(gradient.Value, gradientDomain, budget))
        {
            return (Verdict.Proved, []);
        }

        return CounterexampleSearch.Find(spec, domain, gradient.Value.Size, values => Refute(spec, gradient, values)) is { } finding
            ? (Verdict.Refuted, [finding])
            : (Verdict.Undecided, [FiniteCheck.Undecided(spec.Formula, "whether its gradient is bounded")]);
    }

    private static bool IsBounded(Expr gradient, Domain domain, Budget budget) =>
        new Bounds(domain, budget, PoleRule.UnboundedSlopeUnclamped) is var bounds && Terms(gradient, bounds).All(term => bounds.RangeOf(term).IsBounded);

    // Multiplies out, so that a factor above one bar meets the same factor below another. Each term is then bounded alone.
    private static IEnumerable<Expr> Terms(Expr gradient, Bounds bounds)
    {
        List<Monomial> done = [];
        var open = new Queue<Monomial>(Sum.From(gradient).Terms);
        while (open.Count > 0 && done.Count + open.Count < MostTerms)
        {
            var term = open.Dequeue();
            var sum = term.Factors.FirstOrDefault(f => f.Exponent == 1 && Sum.IsSum(f.Base)
                && (HasQuotient(f.Base) || (f.Base.Level == Level.Pixel && !bounds.RangeOf(f.Base).IsNonNegative && !bounds.RangeOf(f.Base).IsNonPositive)));
            if (sum is null)
            {
                done.Add(term);
                continue;
            }

            foreach (var part in Sum.From(sum.Base).Terms)
            {
                open.Enqueue(term.Remove(sum).Times(part));
            }
        }

        return done.Concat(open).Select(static term => term.ToExpr());
    }

    private static bool HasQuotient(Expr expression) =>
        expression.Has(static part => part.Op == Arithmetic.Divide || part.Op == Functions.PowSlope || part.Op == Functions.ClampPositive);

    private static Finding? Refute(LossSpec spec, Gradient gradient, ProbeValues stages)
    {
        var evaluation = stages.AddBackwardSteps(gradient.Sums, ofLimits: true);
        var values = evaluation.Evaluate(gradient);

        // NaN is 0 times infinity here, which the clamps of generated code keep at 0. Regions whose value is not finite are left to FiniteCheck.
        int[] huge = [.. Enumerable.Range(0, values.Length).Where(i => Math.Abs(values[i]) > Huge)];
        HashSet<int> excluded = huge.Length == 0 ? [] : [.. evaluation.ImpreciseRegions(spec), .. evaluation.RegionsWithoutSlope(spec), .. spec.Stages.SelectMany(stage => evaluation.UndefinedPixels(stage.Body)).Select(evaluation.Regions.RegionOf)];
        return huge.Where(i => !excluded.Contains(evaluation.Regions.RegionOf(i)))
            .Select(i => new Finding(FindingKind.UnboundedGradient, spec.Formula.Result.Name, null, null, [CounterexampleText.Display(values[i]), CounterexampleText.Describe(evaluation, spec, i)]))
            .FirstOrDefault();
    }
}
