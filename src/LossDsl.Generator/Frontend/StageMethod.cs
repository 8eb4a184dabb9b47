using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>A method that is a stage, or the formula; a formula can also reduce its own values, as the mean over pixels.</summary>
internal sealed record StageMethod(IMethodSymbol Symbol, bool IsFormula, StageKind Kind, bool IsStopped, LocalWindow? Window)
{
    /// <summary>Whether the body has a value for each pixel.</summary>
    public bool IsOverPixels => Kind is not (StageKind.Formula or StageKind.ClassSum or StageKind.ClassMean);

    /// <summary>What other stages read.</summary>
    public Variable Result => new(Names.ToLocal(Symbol.Name), Kind switch
    {
        StageKind.Pixel or StageKind.LocalMean => Level.Pixel,
        StageKind.ClassSum or StageKind.ClassMean => Level.Image,
        _ => Level.Region,
    });
}
