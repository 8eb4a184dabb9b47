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
/// <remarks>
/// The result of an operation is read once: the next operation may write its own result into the same memory. A result that is read again must be kept, by <see cref="Keep"/>.
/// Values of regions are always kept.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class Field
{
    private readonly Operand elsewhere;
    private readonly Operand own;
    private readonly ClassIndices? indices;
    private readonly Func<ClassIndices, Operand>? gather;
    private bool isRead;

    private Field(Operand value) => elsewhere = value;

    /// <param name="elsewhere">The value at the classes that are not the pixel's own: [B, C, ...], or a number.</param>
    /// <param name="own">The value at the pixel's own class: [B, 1, ...], or a number.</param>
    /// <param name="indices">The class of each pixel.</param>
    internal Field(Operand elsewhere, Operand own, ClassIndices indices) => (this.elsewhere, this.own, this.indices) = (elsewhere, own, indices);

    /// <param name="value">The value of each pixel and class, [B, C, ...].</param>
    /// <param name="gather">Computes the value at the pixel's own class, [B, 1, ...], without that of the others.</param>
    internal Field(Operand value, Func<ClassIndices, Operand> gather) => (elsewhere, this.gather) = (value, gather);

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

    /// <summary>Returns this value as one that may be read several times, because no operation writes into its memory.</summary>
    public Field Keep() => indices is not null ? new(elsewhere.Keep(), own.Keep(), indices)
        : gather is not null ? new Field(elsewhere.Keep(), Once(classes => gather(classes).Keep()))
        : elsewhere.Keep();

    /// <summary>Wraps a tensor that nothing else reads, [B, C, ...].</summary>
    internal static Field Temporary(Tensor tensor) => Operand.Fresh(tensor);

    /// <summary>Combines the parts of two fields. If either depends on class indices, so does the result.</summary>
    internal static Field Zip(Field a, Field b, Func<Operand, Operand, Operand> function) => Combine([a, b], parts => function(parts[0], parts[1]));

    /// <summary>Combines the parts of three fields. If any depends on class indices, so does the result.</summary>
    internal static Field Zip(Field a, Field b, Field c, Func<Operand, Operand, Operand, Operand> function) => Combine([a, b, c], parts => function(parts[0], parts[1], parts[2]));

    /// <summary>Applies a function to the parts of this field.</summary>
    internal Field Map(Func<Operand, Operand> function) => Combine([this], parts => function(parts[0]));

    /// <summary>Builds one tensor, [B, C, ...].</summary>
    /// <param name="like">A tensor of the shape and type of the result.</param>
    internal Tensor ToTensor(Tensor like) =>
        indices?.Scatter(elsewhere, own) ?? (elsewhere.Tensor ?? NumberMath.Fill([], elsewhere.Number, like.dtype, like.device)).expand(like.shape);

    /// <summary>Applies a function to the tensor of <see cref="ToTensor"/>, and frees what only the function has read.</summary>
    internal Tensor Read(Tensor like, Func<Tensor, Tensor> function)
    {
        var tensor = ToTensor(like);
        var result = function(tensor);
        if (!ReferenceEquals(result, tensor))
        {
            tensor.Dispose();
        }

        return result;
    }

    /// <summary>
    /// Returns the value at the pixel's own class, [B, 1, ...] or a number, with the class of each pixel, if the value at other classes is the number 0. Else null.
    /// </summary>
    internal (Operand Own, ClassIndices Indices)? OwnAlone => indices is not null && elsewhere.IsZero ? (own, indices) : null;

    /// <summary>
    /// Computes the parts of the sum over pixels without building the tensor, if the value at other classes is a number e: e itself, and the sums of own - e over the pixels of each
    /// class, [B, C], float64. The sum of a region is then e n plus the latter. Null if the field does not depend on class indices, or the value at other classes is a tensor.
    /// </summary>
    /// <param name="valid">Mask of the valid pixels, or null if all are valid.</param>
    internal (double Elsewhere, Tensor FromThere)? Sums(Tensor? valid) => indices is null || elsewhere.Tensor is not null
        ? null
        : (elsewhere.Number, indices.Sum(Operand.Subtract(own, elsewhere), valid));

    /// <summary>Computes at each class c of a pixel the sum over the classes l of the element (c, l) of a table times this value at class l, [B, C, ...].</summary>
    /// <param name="table">[C, C], in the type of the result.</param>
    /// <param name="like">A tensor of the shape and type of the result.</param>
    internal Tensor Mix(Tensor table, Tensor like)
    {
        if (indices is null || elsewhere.Tensor is not null)
        {
            return table.matmul(ToTensor(like).reshape(like.shape[0], like.shape[1], -1)).reshape(like.shape);
        }

        var ofOthers = table.sum(1, keepdim: true).Times(elsewhere.Number).reshape([1, like.shape[1], .. like.shape[2..].Select(static _ => 1L)]);
        return (indices.Columns(table) * Operand.Subtract(own.Keep(), elsewhere).Like(like).to_type(like.dtype)).Plus(ofOthers);
    }

    /// <summary>Frees the memory of an intermediate result that has been read.</summary>
    internal void Release()
    {
        MarkRead();
        elsewhere.Release();
        own.Release();
    }

    private static Field Combine(Field[] fields, Func<Operand[], Operand> function)
    {
        foreach (var field in fields)
        {
            field.MarkRead();
        }

        Operand[] all = [.. fields.Select(static field => field.elsewhere)];
        if (fields.Select(static field => field.indices).FirstOrDefault(static indices => indices is not null) is { } indices)
        {
            // Gathered first, because the function may overwrite what is gathered from.
            Operand[] own = [.. fields.Select(field => field.Own(indices))];
            return new(function(all), function(own), indices);
        }

        // What depends on the prediction alone waits until one of its parts is read: often only the part at the pixel's own class is.
        return fields.Any(static field => field.gather is not null)
            ? new Field(Operand.Defer(() => function(all)), Once(classes => function([.. fields.Select(field => field.Own(classes))])))
            : function(all);
    }

    private static Func<ClassIndices, Operand> Once(Func<ClassIndices, Operand> gather)
    {
        Operand? known = null;
        return classes => known ??= gather(classes);
    }

    private Operand Own(ClassIndices classes) => indices is not null ? own : gather?.Invoke(classes) ?? classes.Gather(elsewhere);

    private void MarkRead()
    {
        if (isRead && (elsewhere.IsReadOnce || own.IsReadOnce))
        {
            throw new InvalidOperationException($"The result of an operation on pixels was read twice. Call {nameof(Keep)}() on a result that is read again, because the next operation may overwrite it.");
        }

        isRead = true;
    }
}
