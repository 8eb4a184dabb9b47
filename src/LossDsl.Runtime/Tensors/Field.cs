using System.ComponentModel;
using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.CompilerServices;

/// <summary>
/// Value that generated tensor code computes with: for each pixel and class, [B, C, ...], or for each region, which broadcasts over its pixels.
/// For a target of class indices, a value that depends on the target has two parts:
/// its value at every other class ("elsewhere") and at the pixel's own class ("own"). So y is 0 elsewhere and 1 own, and y p is 0 elsewhere and p own:
/// other classes cost nothing.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class Field
{
    private readonly Operand elsewhere;
    private readonly Operand own;
    private readonly ClassIndices? indices;

    private Field(Operand value) => elsewhere = value;

    /// <param name="elsewhere">The value at the classes that are not the pixel's own: [B, C, ...], or a number.</param>
    /// <param name="own">The value at the pixel's own class: [B, 1, ...], or a number.</param>
    /// <param name="indices">The class of each pixel.</param>
    internal Field(Operand elsewhere, Operand own, ClassIndices indices) => (this.elsewhere, this.own, this.indices) = (elsewhere, own, indices);

    /// <summary>Wraps a tensor: a value for each pixel and class, [B, C, ...], or a value for each region that broadcasts over its pixels.</summary>
    public static implicit operator Field(Tensor tensor) => new((Operand)tensor);

    /// <summary>Wraps a number, the same for every pixel and class.</summary>
    public static implicit operator Field(double number) => new((Operand)number);

    /// <summary>Wraps a condition, the same for every pixel and class.</summary>
    public static implicit operator Field(bool condition) => new((Operand)condition);

    /// <summary>Wraps a tensor or a number.</summary>
    public static implicit operator Field(Operand operand) => new(operand);

    /// <summary>Computes -a.</summary>
    public static Field operator -(Field a) => a.Map(Operand.Negate);

    /// <summary>Computes a + b.</summary>
    public static Field operator +(Field a, Field b) => Zip(a, b, Operand.Add);

    /// <summary>Computes a - b.</summary>
    public static Field operator -(Field a, Field b) => Zip(a, b, Operand.Subtract);

    /// <summary>Computes a b.</summary>
    public static Field operator *(Field a, Field b) => Zip(a, b, Operand.Multiply);

    /// <summary>Computes a / b.</summary>
    public static Field operator /(Field a, Field b) => Zip(a, b, Operand.Divide);

    /// <summary>Combines the parts of two fields. If either depends on class indices, so does the result.</summary>
    internal static Field Zip(Field a, Field b, Func<Operand, Operand, Operand> function) => (a.indices ?? b.indices) is { } indices
        ? new Field(function(a.elsewhere, b.elsewhere), function(a.Own(indices), b.Own(indices)), indices)
        : function(a.elsewhere, b.elsewhere);

    /// <summary>Combines the parts of three fields. If any depends on class indices, so does the result.</summary>
    internal static Field Zip(Field a, Field b, Field c, Func<Operand, Operand, Operand, Operand> function) => (a.indices ?? b.indices ?? c.indices) is { } indices
        ? new Field(function(a.elsewhere, b.elsewhere, c.elsewhere), function(a.Own(indices), b.Own(indices), c.Own(indices)), indices)
        : function(a.elsewhere, b.elsewhere, c.elsewhere);

    /// <summary>Applies a function to the parts of this field.</summary>
    internal Field Map(Func<Operand, Operand> function) => indices is null ? function(elsewhere) : new Field(function(elsewhere), function(own), indices);

    /// <summary>Builds one tensor, [B, C, ...].</summary>
    /// <param name="like">A tensor of the shape and type of the result.</param>
    internal Tensor ToTensor(Tensor like) =>
        indices?.Scatter(elsewhere, own) ?? (elsewhere.Tensor ?? NumberMath.Fill([], elsewhere.Number, like.dtype, like.device)).expand(like.shape);

    /// <summary>
    /// Computes the parts of the sum over pixels without building the tensor, if the value at other classes is a number e: e itself, and the sums of own - e over the pixels of each
    /// class, [B, C], float64. The sum of a region is then e n plus the latter. Null if the field does not depend on class indices, or the value at other classes is a tensor.
    /// </summary>
    /// <param name="valid">Mask of the valid pixels, or null if all are valid.</param>
    internal (double Elsewhere, Tensor FromThere)? Sums(Tensor? valid) => indices is null || elsewhere.Tensor is not null
        ? null
        : (elsewhere.Number, indices.Sum(Operand.Subtract(own, elsewhere), valid));

    private Operand Own(ClassIndices classes) => indices is null ? classes.Gather(elsewhere) : own;
}
