using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Checks that every stage has a finite value for all inputs. 0/0 of regions is a limit, or 0 where there is none, as in generated code. x/0 of regions is infinite here, although generated code returns 0:
/// beside that point the value has no bound.
/// </summary>
internal static class FiniteCheck
{
    /// <summary>Returns the verdict, and the findings that report a counterexample or the undecided stages.</summary>
    public static (Verdict Verdict, IReadOnlyList<Finding> Findings) Check(LossSpec spec, ProbeValues atDefaults, Domain domain, Budget budget)
    {
        if (Refute(spec, atDefaults, domain) is { } early)
        {
            return (Verdict.Refuted, [early]);
        }

        var bounds = new Bounds(domain, budget);

        // A reduction of finite values counts as finite, so a proof for the body is enough.
        var open = spec.Stages.Where(stage => !domain[stage.Result].IsFinite && !CaseSplit.IsProved(domain.Stages[stage.Result].Body, bounds, domain, budget, static range => range.IsFinite)).ToList();
        if (open.Count == 0)
        {
            return (Verdict.Proved, []);
        }

        return CounterexampleSearch.Find(spec, domain, spec.Stages.Sum(static stage => stage.Body.Size), values => Refute(spec, values, domain)) is { } finding
            ? (Verdict.Refuted, [finding])
            : (Verdict.Undecided, [.. open.Select(static stage => Undecided(stage, "whether its value is always finite"))]);
    }

    /// <summary>Creates the finding that a claim about a stage is undecided.</summary>
    public static Finding Undecided(Stage stage, string claim) => new(FindingKind.Undecided, stage.Result.Name, null, null, [claim]);

    // The first region that shows it, and in that region the first stage.
    private static Finding? Refute(LossSpec spec, ProbeValues evaluation, Domain domain)
    {
        var bad = spec.Stages.SelectMany(stage => evaluation.UndefinedPixels(domain.Stages[stage.Result].Body).Select(pixel => (Stage: stage, Pixel: pixel))).ToList();
        HashSet<int> imprecise = bad.Count == 0 ? [] : [.. evaluation.ImpreciseRegions(spec)];
        return bad.Where(found => !imprecise.Contains(evaluation.Regions.RegionOf(found.Pixel))).OrderBy(found => evaluation.Regions.RegionOf(found.Pixel))
            .Select(found => Describe(found.Stage, domain.Stages[found.Stage.Result].Body, evaluation, found.Pixel)).FirstOrDefault();
    }

    // Prefers a part of the stage as written, because rewritten expressions have no place in the source.
    private static Finding Describe(Stage stage, Expr compiled, ProbeValues evaluation, int pixel)
    {
        var culprit = evaluation.FindNonFinitePart(stage.Body, pixel);
        var value = evaluation.Evaluate((Expr?)culprit ?? compiled)[pixel];
        var point = CounterexampleText.Describe(evaluation, stage.Body, pixel);
        var isLogOfRatio = culprit is { Op: var op, Arguments: var a } && op == Functions.Log && Simplifier.Simplify(a[0]) is Apply { Op: var inner } && inner == Arithmetic.Divide;
        var kind = isLogOfRatio ? FindingKind.LogOfRatio : culprit is not null && RoundingCheck.IsExponential(culprit) ? FindingKind.Overflow : FindingKind.NotFinite;
        return new(kind, stage.Result.Name, culprit, null, [Numbers.ToDisplay(value), point]);
    }
}
