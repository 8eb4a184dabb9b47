namespace LossDsl;

/// <summary>
/// Marks the static method that is the formula of a <see cref="LossAttribute">loss</see>: ordinary C# on <see cref="double"/>.
/// Its parameters bind by name to the soft counts of a region (<c>tp</c>, <c>fp</c>, <c>fn</c>, <c>tn</c>, and the number of pixels <c>n</c>);
/// a parameter with a default value is a hyperparameter, bounded by <c>System.ComponentModel.DataAnnotations.RangeAttribute</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class FormulaAttribute : Attribute;
