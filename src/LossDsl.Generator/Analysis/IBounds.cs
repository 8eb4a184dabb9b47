using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Analysis;

/// <summary>What <see cref="SumSigns"/>, <see cref="ProductBounds"/> and <see cref="Quotient"/> ask of the bounds that ask them.</summary>
internal interface IBounds
{
    /// <summary>What is made of poles.</summary>
    PoleRule PoleRule { get; }

    /// <summary>More is known of the pixel that is looked at than of any.</summary>
    bool IsNarrowedToPixel { get; }

    /// <summary>What the expression can be.</summary>
    Interval RangeOf(Expr expression);

    /// <summary>What the expression can be at any pixel of any region: what is known of the one that is looked at holds there only.</summary>
    Interval OverAllPixels(Expr expression);

    /// <summary>What is divided by: with 0 where rounding could make it that.</summary>
    Interval DivisorRange(Expr divisor);

    /// <summary>1 / x as a factor, where what is divided by can be 0.</summary>
    Interval ReciprocalRange(Expr divisor);

    /// <summary>What a part can be of a whole, neither of them of pixels: see <see cref="ProductBounds"/>.</summary>
    Interval? RatioOverAllPixels(Expr part, Expr whole);

    /// <summary>The sign of a sum at any pixel of any region: 1 or -1, or null.</summary>
    int? SignOverAllPixels(Sum sum);

    /// <summary>Whether a sum is at least 0 wherever it is a number.</summary>
    bool IsNonNegative(Sum sum);
}
