using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Lowering;

/// <summary>Step of a plan: evaluates a term, applies an operation to its values and names the result.</summary>
/// <param name="Result">The variable that later steps read.</param>
/// <param name="Kind">The operation.</param>
/// <param name="Term">The expression whose values the operation takes.</param>
/// <param name="Window">The window of a filter, else null.</param>
/// <param name="Extreme">The result of the extreme that <see cref="StepKind.Share"/> differentiates, else null.</param>
/// <param name="Second">The second value of a covariance, the share of the largest values, the values that order pixels, or the values of which a window takes an extreme or a field was computed, for the adjoint; else null.</param>
/// <param name="Provider">The type that computes a field and its adjoint, fully qualified; else null.</param>
/// <param name="Validity">1 where kernels must tell the operation which pixels are valid, because a stored value is 0 at the others; else null.</param>
/// <param name="Ordering">How kernels order pixels for the operation; null if they do not.</param>
internal sealed record Step(Variable Result, StepKind Kind, Expr Term, LocalWindow? Window = null, Variable? Extreme = null, Expr? Second = null, string? Provider = null, Expr? Validity = null, PixelOrdering? Ordering = null)
{
    /// <summary>The expressions whose values the operation takes: <see cref="Term"/>, and <see cref="Second"/> and <see cref="Validity"/> if there are any.</summary>
    public IReadOnlyList<Expr> Terms => [Term, .. new[] { Second, Validity }.OfType<Expr>()];

    /// <summary>
    /// Whether the operation is a filter: its result at a pixel follows from stored terms: those of other pixels, in a window around the pixel or anywhere in the image, in their order, those
    /// at other classes of the pixel, or the one of the pixel itself.
    /// </summary>
    public bool IsFilter => Window is not null || Provider is not null || Kind.IsOverPixelClasses() || Kind is StepKind.TopShare or StepKind.Above or StepKind.Below or StepKind.Stored;

    /// <summary>Whether the operation depends on the order of the pixels of a region.</summary>
    public bool IsOrdered => Kind is StepKind.Top or StepKind.TopShare or StepKind.Above or StepKind.Below;

    /// <summary>Returns this step with every term replaced by the result of <paramref name="rewrite"/>.</summary>
    public Step MapTerms(Func<Expr, Expr> rewrite) =>
        this with { Term = rewrite(Term), Second = Second is null ? null : rewrite(Second), Validity = Validity is null ? null : rewrite(Validity) };
}
