using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Every stage has a finite value. 0/0 of regions counts as the 0 that generated code has for it; x/0 does not, although it is 0 there too:
/// the value is as large as one likes beside that point.
/// </summary>
internal static class FiniteCheck
{
    public static (Verdict Verdict, IReadOnlyList<Finding> Findings) Check(LossSpec spec, ProbeValues atDefaults, Domain domain, Budget budget)
    {
        if (Refute(spec, atDefaults, domain) is { } early)
        {
            return (Verdict.Refuted, [early]);
        }

        var bounds = new Bounds(domain, budget);

        // What a stage is reduced to is finite only if its body is.
        var open = spec.Stages.Where(stage => !domain[stage.Result].IsFinite && !CaseSplit.Holds(domain.Stages[stage.Result].Body, bounds, domain, budget, static range => range.IsFinite)).ToList();
        if (open.Count == 0)
        {
            return (Verdict.Proved, []);
        }

        return CounterexampleSearch.Find(spec, domain, spec.Stages.Sum(static stage => stage.Body.Size), values => Refute(spec, values, domain)) is { } finding
            ? (Verdict.Refuted, [finding])
            : (Verdict.Undecided, [.. open.Select(static stage => Undecided(stage, "whether its value is always finite"))]);
    }

    public static Finding Undecided(Stage stage, string claim) => new(FindingKind.Undecided, stage.Result.Name, null, null, [claim]);

    // The first scene, and of it the first stage.
    private static Finding? Refute(LossSpec spec, ProbeValues evaluation, Domain domain)
    {
        var bad = spec.Stages.SelectMany(stage => evaluation.Undefined(domain.Stages[stage.Result].Body).Select(pixel => (Stage: stage, Pixel: pixel))).ToList();
        HashSet<int> silent = bad.Count == 0 ? [] : [.. evaluation.ImpreciseProbes(spec)];
        return bad.Where(found => !silent.Contains(evaluation.Regions.RegionOf(found.Pixel))).OrderBy(found => evaluation.Regions.RegionOf(found.Pixel))
            .Select(found => Describe(found.Stage, domain.Stages[found.Stage.Result].Body, evaluation, found.Pixel)).FirstOrDefault();
    }

    // As written, where there is something to point at; what was rewritten has no place in the source.
    private static Finding Describe(Stage stage, Expr compiled, ProbeValues evaluation, int pixel)
    {
        var culprit = evaluation.Culprit(stage.Body, pixel);
        var value = evaluation.Evaluate((Expr?)culprit ?? compiled)[pixel];
        var point = PointText.Describe(evaluation, stage.Body, pixel);
        var isLogOfRatio = culprit is { Op: var op, Arguments: var a } && op == Functions.Log && Simplifier.Simplify(a[0]) is Apply { Op: var inner } && inner == Arithmetic.Divide;
        var kind = isLogOfRatio ? FindingKind.LogOfRatio : culprit is not null && RoundingCheck.IsExponential(culprit) ? FindingKind.Overflow : FindingKind.NotFinite;
        return new(kind, stage.Result.Name, culprit, null, [Numbers.ToDisplay(value), point]);
    }
}
