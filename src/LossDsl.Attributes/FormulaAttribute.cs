namespace LossDsl;

/// <summary>
/// Marks the static method that is the formula of a <see cref="LossAttribute">loss</see>: ordinary C# on <see cref="double"/>.
/// Its parameters bind by name, regardless of case.
/// </summary>
/// <remarks>
/// A parameter binds to a soft count of a region (<c>tp</c>, <c>fp</c>, <c>fn</c>, <c>tn</c>), to the number of valid pixels <c>n</c>, to <c>classWeight</c>, or to the result of a stage.
/// Any other parameter needs a default value: it is a hyperparameter, bounded by <c>System.ComponentModel.DataAnnotations.RangeAttribute</c>.
/// With a reduction over pixels on the same method, as in <c>[Formula, PixelMean]</c>, the formula is evaluated for each pixel and may also read <c>p</c>, <c>y</c>, <c>x</c> and maps.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class FormulaAttribute : Attribute;
