using System.ComponentModel;
using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.CompilerServices;

/// <summary>
/// A value for each pixel and class, [B, C, ...], as generated code computes with it. Where the target is class indices, a value that depends on the target
/// is two: what it is at every class that is not the pixel's own, and what it is at that one. y is 0 and 1 then, and y p is 0 and p at the pixel's class:
/// elsewhere it costs nothing.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class Field
{
    private readonly Operand elsewhere;
    private readonly Operand own;
    private readonly ClassIndices? indices;

    private Field(Operand value) => elsewhere = value;

    /// <param name="elsewhere">The value at every class if it is not the pixel's own: [B, C, ...], or a number.</param>
    /// <param name="own">The value at the pixel's own class: [B, 1, ...], or a number.</param>
    /// <param name="indices">The class of each pixel.</param>
    internal Field(Operand elsewhere, Operand own, ClassIndices indices) => (this.elsewhere, this.own, this.indices) = (elsewhere, own, indices);

    /// <summary>One value for each pixel and class, or one for each class of a region, which are the same at each of its pixels.</summary>
    public static implicit operator Field(Tensor tensor) => new((Operand)tensor);

    /// <summary>The same number everywhere.</summary>
    public static implicit operator Field(double number) => new((Operand)number);

    /// <summary>The same condition everywhere.</summary>
    public static implicit operator Field(bool condition) => new((Operand)condition);

    /// <summary>A tensor or a number.</summary>
    public static implicit operator Field(Operand operand) => new(operand);

    /// <summary>-a.</summary>
    public static Field operator -(Field a) => a.Map(Operand.Negate);

    /// <summary>a + b.</summary>
    public static Field operator +(Field a, Field b) => Zip(a, b, Operand.Add);

    /// <summary>a - b.</summary>
    public static Field operator -(Field a, Field b) => Zip(a, b, Operand.Subtract);

    /// <summary>a b.</summary>
    public static Field operator *(Field a, Field b) => Zip(a, b, Operand.Multiply);

    /// <summary>a / b.</summary>
    public static Field operator /(Field a, Field b) => Zip(a, b, Operand.Divide);

    internal static Field Zip(Field a, Field b, Func<Operand, Operand, Operand> function) => (a.indices ?? b.indices) is { } indices
        ? new Field(function(a.elsewhere, b.elsewhere), function(a.Own(indices), b.Own(indices)), indices)
        : function(a.elsewhere, b.elsewhere);

    internal static Field Zip(Field a, Field b, Field c, Func<Operand, Operand, Operand, Operand> function) => (a.indices ?? b.indices ?? c.indices) is { } indices
        ? new Field(function(a.elsewhere, b.elsewhere, c.elsewhere), function(a.Own(indices), b.Own(indices), c.Own(indices)), indices)
        : function(a.elsewhere, b.elsewhere, c.elsewhere);

    internal Field Map(Func<Operand, Operand> function) => indices is null ? function(elsewhere) : new Field(function(elsewhere), function(own), indices);

    /// <summary>As one tensor, [B, C, ...].</summary>
    /// <param name="like">A tensor of its shape and type.</param>
    internal Tensor ToTensor(Tensor like) =>
        indices?.Scatter(elsewhere, own) ?? (elsewhere.Tensor ?? full([], elsewhere.Number, like.dtype, like.device)).expand(like.shape);

    /// <summary>
    /// What it adds up to, where elsewhere than at the pixel's own class is a number: that number, and the sums over the pixels of each class, [B, C], float64, of
    /// how far their own value is from it. Null where it takes all values to know.
    /// </summary>
    /// <param name="valid">Which pixels count, or null if all do.</param>
    internal (double Elsewhere, Tensor FromThere)? Sums(Tensor? valid) => indices is null || elsewhere.Tensor is not null
        ? null
        : (elsewhere.Number, indices.Sum(Operand.Subtract(own, elsewhere), valid));

    private Operand Own(ClassIndices of) => indices is null ? of.Gather(elsewhere) : own;
}
