using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>Method of a loss class that is a stage or the formula. A formula with a reduction, such as <c>[Formula, PixelMean]</c>, has the kind of that reduction.</summary>
/// <param name="Symbol">The method.</param>
/// <param name="IsFormula">Whether the method is marked with <c>[Formula]</c>.</param>
/// <param name="Kind">The reduction of the method; <see cref="StageKind.Formula"/> for a formula without one.</param>
/// <param name="IsStopped">Whether <c>[StopGradient]</c> makes the result constant in the backward pass.</param>
/// <param name="Window">The window of a stage over windows; null for other kinds.</param>
/// <param name="Order">The attribute of a stage that depends on the order of the pixels; null for other kinds.</param>
/// <param name="Provider">The type that computes a field, fully qualified; null for other kinds.</param>
internal sealed record StageMethod(IMethodSymbol Symbol, bool IsFormula, StageKind Kind, bool IsStopped, LocalWindow? Window, string? Provider, AttributeData? Order)
{
    /// <summary>Whether the body is evaluated for each pixel, before any reduction.</summary>
    public bool IsEvaluatedPerPixel => Kind != StageKind.Formula && !Kind.IsOverClasses() && !Kind.IsOverImages();

    /// <summary>The variable through which other stages read the result.</summary>
    public Variable Result => new(Names.ToLocal(Symbol.Name), Kind switch
    {
        _ when Kind.IsPerPixel() => Level.Pixel,
        _ when Kind.IsOverClasses() => Level.Image,
        _ when Kind.IsOverImages() => Level.Batch,
        _ => Level.Region,
    });
}
