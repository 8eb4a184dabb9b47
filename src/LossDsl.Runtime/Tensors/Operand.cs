using System.ComponentModel;
using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.CompilerServices;

/// <summary>
/// Argument of a function in generated code: a tensor or a number, so that the generated code is the same for both. A condition is the number 1 or 0.
/// A deferred operand computes its tensor when it is read for the first time.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Operand
{
    private readonly Tensor? known;
    private readonly double number;
    private readonly bool isTemporary;
    private readonly Lazy<Operand>? deferred;

    private Operand(Tensor? known, double number, bool isTemporary = false) => (this.known, this.number, this.isTemporary) = (known, number, isTemporary);

    private Operand(Lazy<Operand> deferred, bool isTemporary) => (this.deferred, this.isTemporary) = (deferred, isTemporary);

    /// <summary>The tensor, or null if this is a number.</summary>
    internal Tensor? Tensor => deferred is null ? known : deferred.Value.Tensor;

    /// <summary>The number, if <see cref="Tensor"/> is null.</summary>
    internal double Number => deferred is null ? number : deferred.Value.Number;

    /// <summary>Whether this is known to be the number 0, without computing a deferred tensor.</summary>
    internal bool IsZero => deferred is null && known is null && number == 0;

    /// <summary>Whether the next operation may overwrite this operand, or may overwrite it once it is computed.</summary>
    internal bool IsReadOnce => isTemporary;

    /// <summary>Whether the next operation may write its result into the tensor: an intermediate result of pixels, which autograd has not recorded.</summary>
    internal bool MayBeOverwritten => IsTemporary && !Tensor!.requires_grad;

    private bool IsTemporary => isTemporary && (deferred is null || deferred.Value.IsTemporary);

    /// <summary>Wraps a tensor.</summary>
    public static implicit operator Operand(Tensor tensor) => new(tensor, 0);

    /// <summary>Wraps a number.</summary>
    public static implicit operator Operand(double number) => new(null, number);

    /// <summary>Wraps a condition as 1 or 0.</summary>
    public static implicit operator Operand(bool condition) => new(null, condition ? 1 : 0);

    /// <summary>Creates an operand that <paramref name="compute"/> computes when it is read for the first time.</summary>
    internal static Operand Defer(Func<Operand> compute) => new(new Lazy<Operand>(compute), isTemporary: true);

    /// <summary>Returns this operand as one that no operation overwrites.</summary>
    internal Operand Keep() => deferred is null ? new(known, number) : new(deferred, isTemporary: false);

    /// <summary>Frees the memory of a temporary tensor that has been read.</summary>
    internal void Release()
    {
        if (IsTemporary)
        {
            Tensor?.Dispose();
        }
    }

    /// <summary>
    /// Returns the tensor, or the number as a tensor without dimensions on the device of <paramref name="other"/>. Type promotion gives such a tensor the type of its partner.
    /// </summary>
    internal Tensor Like(Tensor? other) => Tensor ?? tensor(Number, float64, other?.device);

    // Numbers stay numbers, which TorchSharp would convert to tensors. 0 and 1 need no operation: they are the labels y when the target holds class indices.

    /// <summary>Computes -a.</summary>
    internal static Operand Negate(Operand a) => a.Tensor is not { } tensor ? -a.Number : a.MayBeOverwritten ? Fresh(tensor.neg_()) : Fresh(-tensor);

    /// <summary>Computes a + b.</summary>
    internal static Operand Add(Operand a, Operand b) => (a.Tensor, b.Tensor) switch
    {
        (null, null) => a.Number + b.Number,
        (null, not null) => Add(b, a),
        ({ } left, null) => b.Number == 0 ? a : a.MayBeOverwritten ? Fresh(left.Increase(b.Number)) : Fresh(left.Plus(b.Number)),
        ({ } left, { } right) => a.CanHold(b) ? Overwrite(left.Increase(right), b) : b.CanHold(a) ? Overwrite(right.Increase(left), a) : Combine(left.Plus(right), a, b),
    };

    /// <summary>Computes a - b.</summary>
    internal static Operand Subtract(Operand a, Operand b) => (a.Tensor, b.Tensor) switch
    {
        (null, null) => a.Number - b.Number,
        (null, not null) => Add(Negate(b), a),
        (not null, null) => Add(a, -b.Number),
        ({ } left, { } right) => a.CanHold(b) ? Overwrite(left.Decrease(right), b) : Combine(left - right, a, b),
    };

    /// <summary>Computes a b. The number 0 times a tensor is the number 0, whatever the tensor holds.</summary>
    internal static Operand Multiply(Operand a, Operand b) => a.IsZero || b.IsZero ? 0 : (a.Tensor, b.Tensor) switch
    {
        (null, null) => a.Number * b.Number,
        (null, not null) => Multiply(b, a),
        ({ } left, null) => b.Number == 1 ? a : a.MayBeOverwritten ? Fresh(left.Scale(b.Number)) : Fresh(left.Times(b.Number)),
        ({ } left, { } right) => a.CanHold(b) ? Overwrite(left.mul_(right), b) : b.CanHold(a) ? Overwrite(right.mul_(left), a) : Combine(left * right, a, b),
    };

    /// <summary>Computes a / b. The number 0 divided by a tensor is the number 0, whatever the tensor holds.</summary>
    internal static Operand Divide(Operand a, Operand b) => a.IsZero ? 0 : (a.Tensor, b.Tensor) switch
    {
        (null, null) => a.Number / b.Number,
        (null, { } right) => Multiply(Combine(right.reciprocal(), b), a),
        ({ } left, null) => b.Number == 1 ? a : Combine(left.Over(b.Number), a),
        ({ } left, { } right) => a.CanHold(b) ? Overwrite(left.div_(right), b) : Combine(left / right, a, b),
    };

    /// <summary>Applies a function that creates a new tensor. The result for a number is a number.</summary>
    internal static Operand Apply(Func<Tensor, Tensor> function, Operand a) => a.Tensor is { } tensor ? Combine(function(tensor), a) : ToNumber(function(a.Like(null)));

    /// <summary>Applies a function of at least one tensor that creates a new tensor. The result for two numbers is a number.</summary>
    internal static Operand Apply(Func<Operand, Operand, Tensor> function, Operand a, Operand b) =>
        a.Tensor is null && b.Tensor is null ? ToNumber(function(a.Like(null), b)) : Combine(function(a, b), a, b);

    /// <summary>Wraps the result of a function that creates a new tensor, and frees its arguments.</summary>
    internal static Operand Combine(Tensor result, params ReadOnlySpan<Operand> arguments)
    {
        foreach (var argument in arguments)
        {
            argument.Release();
        }

        return Fresh(result);
    }

    private static double ToNumber(Tensor tensor) => tensor.to_type(float64).item<double>();

    /// <summary>Wraps a tensor that nothing else reads. Values of regions are kept all the same: they are small, and generated code reads them several times.</summary>
    internal static Operand Fresh(Tensor result) => new(result, 0, isTemporary: result.dim() > 2 && result.shape.AsSpan(2).ContainsAnyExcept(1));

    private static Operand Overwrite(Tensor result, Operand read)
    {
        read.Release();
        return Fresh(result);
    }

    private bool CanHold(Operand other)
    {
        if (!MayBeOverwritten || other.Tensor!.requires_grad || Tensor!.dtype != other.Tensor.dtype)
        {
            return false;
        }

        var (own, others) = (Tensor.shape, other.Tensor.shape);
        return others.Length == 0 || (own.Length == others.Length && own.Zip(others).All(static d => d.Second == d.First || d.Second == 1));
    }
}
