using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Lowering;

/// <summary>
/// One traversal of the pixels, which becomes one kernel: the results that it computes at each pixel, reduces over regions, stores for filters and writes as gradient.
/// </summary>
/// <param name="Number">The position among the passes of the schedule, from 1.</param>
/// <param name="PixelSteps">Named results at each pixel, each before its first use.</param>
/// <param name="Reductions">Sums, means and extremes over the pixels of each region.</param>
/// <param name="Filters">Local means, their adjoints, variances and covariances. The pass stores their terms, and the runtime filters the stored terms after the pass.</param>
/// <param name="Gradient">The gradient of each pixel, or the part of the gradient that this pass writes. Null if the pass writes none.</param>
/// <param name="AddsToGradient">Whether the pass adds to a part of the gradient that an earlier pass has written.</param>
internal sealed record Pass(int Number, EquatableArray<Step> PixelSteps, EquatableArray<Step> Reductions, EquatableArray<Step> Filters, PixelGradient? Gradient, bool AddsToGradient)
{
    /// <summary>All expressions that the pass evaluates at a pixel.</summary>
    public IEnumerable<Expr> Expressions => PixelSteps.Concat(Reductions).Concat(Filters).SelectMany(static step => step.Terms).Concat(Gradient?.Expressions ?? []);

    /// <summary>The terms that the pass stores for its filters, each once.</summary>
    public IReadOnlyList<Expr> StoredTerms => [.. Filters.SelectMany(static step => step.Terms).Distinct()];

    /// <summary>Returns the places of a filter's terms in <see cref="StoredTerms"/>.</summary>
    public IEnumerable<int> PlacesOf(Step filter) => filter.Terms.Select(term => StoredTerms.ToList().IndexOf(term));

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

        Step MapStep(Step step) => step.MapTerms(rewrite);

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
