using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Lowering;

/// <summary>One time over the pixels: what is computed at each, what is reduced, what is kept for later passes, and whether the gradient comes out.</summary>
/// <param name="Number">From 1 on.</param>
/// <param name="Pixel">Names for what is computed at each pixel, each before its use.</param>
/// <param name="Reductions">Sums, means and extremes over the pixels of each region.</param>
/// <param name="Filters">Local means: their terms are kept, and filtered when the pass is over.</param>
/// <param name="Gradient">The gradient of each pixel, or the part of it that this pass writes.</param>
/// <param name="AddsToGradient">It comes on top of the part that an earlier pass has written.</param>
internal sealed record Pass(int Number, EquatableArray<Step> Pixel, EquatableArray<Step> Reductions, EquatableArray<Step> Filters, PixelGradient? Gradient, bool AddsToGradient)
{
    /// <summary>All that is computed at a pixel.</summary>
    public IEnumerable<Expr> Expressions => Pixel.Concat(Reductions).Concat(Filters).Select(static step => step.Term).Concat(Gradient?.Expressions ?? []);

    /// <summary>The same with other expressions.</summary>
    public Pass MapExpressions(Func<Expr, Expr> rewrite)
    {
        return this with
        {
            Pixel = Pixel.Select(InStep).ToEquatableArray(),
            Reductions = Reductions.Select(InStep).ToEquatableArray(),
            Filters = Filters.Select(InStep).ToEquatableArray(),
            Gradient = Gradient is { } gradient ? new(In(gradient.ByLogOdds), In(gradient.ByProbability), In(gradient.ByInput)) : null,
        };

        Step InStep(Step step) => step with { Term = rewrite(step.Term) };

        Expr? In(Expr? expression) => expression is null ? null : rewrite(expression);
    }

    /// <summary>Whether a pixel's computation reads the variable.</summary>
    public bool Reads(Variable variable) => Expressions.Any(expression => expression.Reads(variable));

    /// <summary>What of the prediction has to be computed for it: what it reads, and p and q for what a pixel adds to the counts.</summary>
    public IReadOnlyList<Variable> RequiredPredictions => [.. Quantities.PredictionForms.Where(Needs)];

    private bool Needs(Variable quantity) => Reads(quantity)
        || ((quantity.Equals(Quantities.P) || quantity.Equals(Quantities.Q)) && Quantities.Contributions.Any(Reads));
}

/// <summary>What there is to do for the numbers of regions, and then the pass that needs them; the last phase has none.</summary>
/// <param name="Regions">Steps over numbers of regions and classes.</param>
/// <param name="Pass">The pass, or null.</param>
internal sealed record Phase(EquatableArray<Step> Regions, Pass? Pass);

/// <summary>A plan as passes over the pixels with arithmetic of regions between them: as few passes as the dependencies allow.</summary>
/// <param name="Phases">In their order.</param>
/// <param name="ValueAfter">The number of passes that the value needs.</param>
internal sealed record PassSchedule(EquatableArray<Phase> Phases, int ValueAfter)
{
    /// <summary>
    /// Where a pass has p from. The first pass that needs it leaves it for the last one, the gradient's, if that can do without its logarithms and nothing else stands in the place of the
    /// gradient. But what is kept may be another number in the last digit, which flat windows make large: they take the difference of almost equal numbers.
    /// </summary>
    public PredictionSource PredictionSourceOf(Pass pass)
    {
        var (first, last) = (Passes.FirstOrDefault(static pass => pass.RequiredPredictions.Count > 0), Passes[Passes.Count - 1]);
        var hasWindows = Passes.Any(static pass => pass.Filters.Count > 0);
        var isKept = first is not null && first != last && last.Gradient is not null && last.RequiredPredictions.Count > 0 && !last.AddsToGradient && !NeedsLogit(last) && !hasWindows;
        return !isKept ? PredictionSource.Computed : pass == first ? PredictionSource.Kept : pass == last ? PredictionSource.Read : PredictionSource.Computed;
    }

    private static bool NeedsLogit(Pass pass) => pass.Reads(Quantities.X) || pass.Reads(Quantities.LogP) || pass.Reads(Quantities.LogQ);

    /// <summary>The passes.</summary>
    public IReadOnlyList<Pass> Passes => [.. Phases.Select(static phase => phase.Pass).OfType<Pass>()];
}

/// <summary>Where a pass has its predictions from.</summary>
internal enum PredictionSource
{
    /// <summary>From the logits.</summary>
    Computed,

    /// <summary>From the logits, and keeps them.</summary>
    Kept,

    /// <summary>From the pass that has kept them.</summary>
    Read,
}
