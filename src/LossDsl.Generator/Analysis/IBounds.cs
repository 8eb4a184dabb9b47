using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Range queries that <see cref="SumSigns"/>, <see cref="ProductBounds"/> and <see cref="Quotient"/> send back to the <see cref="Bounds"/> that calls them.
/// A range is an interval that contains every value of an expression.
/// </summary>
internal interface IBounds
{
    /// <summary>The value that these bounds assume for a quotient at a pole.</summary>
    PoleRule PoleRule { get; }

    /// <summary>Whether these bounds describe one selected pixel, with ranges narrower than those of all pixels.</summary>
    bool IsNarrowedToPixel { get; }

    /// <summary>Returns the range of an expression; <see cref="Interval.Anything"/> if the budget is spent.</summary>
    Interval RangeOf(Expr expression);

    /// <summary>Returns the range of an expression over all pixels of all regions, without the narrower ranges of a selected pixel.</summary>
    Interval OverAllPixels(Expr expression);

    /// <summary>Returns the range of a divisor, extended to 0 if floating-point rounding could make the divisor 0.</summary>
    Interval DivisorRange(Expr divisor);

    /// <summary>
    /// Returns the range of 1 / <paramref name="divisor"/> as a factor of a product. If the divisor can be 0, the range includes an infinity. Under the slope rules,
    /// a divisor of regions or images gives 0 at the pole instead, and finite values without bound beside it.
    /// </summary>
    Interval ReciprocalRange(Expr divisor);

    /// <summary>
    /// Returns the range of part / whole over all pixels, for two expressions that are not evaluated per pixel; see <see cref="ProductBounds.Ratio"/>.
    /// Null if no bound is proved, or if these bounds are not narrowed to a pixel.
    /// </summary>
    Interval? RatioOverAllPixels(Expr part, Expr whole);

    /// <summary>Returns the proved sign of a sum over all pixels of all regions: 1 for at least 0, -1 for at most 0, null for undecided.</summary>
    int? SignOverAllPixels(Sum sum);

    /// <summary>Whether a sum is proved to be at least 0 wherever it is a number; false if undecided.</summary>
    bool IsNonNegative(Sum sum);
}
