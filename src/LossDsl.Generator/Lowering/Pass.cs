using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Lowering;

/// <summary>
/// One traversal of the pixels, which becomes one kernel: the results that it computes at each pixel, reduces over regions, stores for filters and writes as gradient.
/// </summary>
/// <param name="Number">The position among the passes of the schedule, from 1.</param>
/// <param name="PixelSteps">Named results at each pixel, each before its first use.</param>
/// <param name="Reductions">Sums, means and extremes over the pixels of each region.</param>
/// <param name="Filters">Local means and their adjoints. The pass stores their terms, and the runtime filters the stored terms after the pass.</param>
/// <param name="Gradient">The gradient of each pixel, or the part of the gradient that this pass writes. Null if the pass writes none.</param>
/// <param name="AddsToGradient">Whether the pass adds to a part of the gradient that an earlier pass has written.</param>
internal sealed record Pass(int Number, EquatableArray<Step> PixelSteps, EquatableArray<Step> Reductions, EquatableArray<Step> Filters, PixelGradient? Gradient, bool AddsToGradient)
{
    /// <summary>All expressions that the pass evaluates at a pixel.</summary>
    public IEnumerable<Expr> Expressions => PixelSteps.Concat(Reductions).Concat(Filters).Select(static step => step.Term).Concat(Gradient?.Expressions ?? []);

    /// <summary>Returns this pass with every expression replaced by the result of <paramref name="rewrite"/>.</summary>
    public Pass MapExpressions(Func<Expr, Expr> rewrite)
    {
        return this with
        {
            PixelSteps = PixelSteps.Select(MapStep).ToEquatableArray(),
            Reductions = Reductions.Select(MapStep).ToEquatableArray(),
            Filters = Filters.Select(MapStep).ToEquatableArray(),
            Gradient = Gradient is { } gradient ? new(Map(gradient.ByLogOdds), Map(gradient.ByProbability), Map(gradient.ByInput)) : null,
        };

        Step MapStep(Step step) => step with { Term = rewrite(step.Term) };

        Expr? Map(Expr? expression) => expression is null ? null : rewrite(expression);
    }

    /// <summary>Whether an expression of the pass reads the variable.</summary>
    public bool Reads(Variable variable) => Expressions.Any(expression => expression.Reads(variable));

    /// <summary>
    /// Forms of the prediction (p, q, log p, log q) that the kernel must compute: those that the pass reads, and p and q if the pass reads contributions to soft counts.
    /// </summary>
    public IReadOnlyList<Variable> RequiredPredictions => [.. Quantities.PredictionForms.Where(Needs)];

    private bool Needs(Variable quantity) => Reads(quantity)
        || ((quantity.Equals(Quantities.P) || quantity.Equals(Quantities.Q)) && Quantities.Contributions.Any(Reads));
}

/// <summary>Region arithmetic, followed by the pass that reads its results.</summary>
/// <param name="RegionSteps">Steps on values of regions and images.</param>
/// <param name="Pass">The pass, or null in the last phase.</param>
internal sealed record Phase(EquatableArray<Step> RegionSteps, Pass? Pass);

/// <summary>Schedule of a plan for kernels: passes over the pixels with region arithmetic between them. The schedule has as few passes as the dependencies allow.</summary>
/// <param name="Phases">The phases, in the order in which they run.</param>
/// <param name="ValueAfter">The number of passes after which the loss value is known. A call without a gradient stops there.</param>
internal sealed record PassSchedule(EquatableArray<Phase> Phases, int ValueAfter)
{
    /// <summary>
    /// Returns the source of p in a pass. The first pass that needs p stores it for the last pass, which writes the gradient, if three conditions hold.
    /// The last pass needs neither the logit nor log p nor log q. No earlier pass writes a part of the gradient, since p is stored in the gradient's memory.
    /// The loss has no windows: a stored p can differ from a computed one in the last digit, and flat windows magnify the difference by cancellation.
    /// </summary>
    public PredictionSource GetPredictionSource(Pass pass)
    {
        var (first, last) = (Passes.FirstOrDefault(static pass => pass.RequiredPredictions.Count > 0), Passes[Passes.Count - 1]);
        var hasWindows = Passes.Any(static pass => pass.Filters.Count > 0);
        var isKept = first is not null && first != last && last.Gradient is not null && last.RequiredPredictions.Count > 0 && !last.AddsToGradient && !NeedsLogit(last) && !hasWindows;
        return !isKept ? PredictionSource.Computed : pass == first ? PredictionSource.Kept : pass == last ? PredictionSource.Read : PredictionSource.Computed;
    }

    private static bool NeedsLogit(Pass pass) => pass.Reads(Quantities.X) || pass.Reads(Quantities.LogP) || pass.Reads(Quantities.LogQ);

    /// <summary>The passes of all phases, in the order in which they run.</summary>
    public IReadOnlyList<Pass> Passes => [.. Phases.Select(static phase => phase.Pass).OfType<Pass>()];
}

/// <summary>Source of p in a pass: computed from the logits, computed and stored, or read from an earlier pass.</summary>
internal enum PredictionSource
{
    /// <summary>The pass computes p from the logits.</summary>
    Computed,

    /// <summary>The pass computes p from the logits and stores it for the last pass.</summary>
    Kept,

    /// <summary>The pass reads the p that an earlier pass has stored.</summary>
    Read,
}
