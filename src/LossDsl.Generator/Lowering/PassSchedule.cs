using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Lowering;

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
