using System.ComponentModel;
using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.CompilerServices;

/// <summary>Argument of a function in generated code: a tensor or a number, so that the generated code is the same for both. A condition is the number 1 or 0.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Operand
{
    private Operand(Tensor? tensor, double number) => (Tensor, Number) = (tensor, number);

    /// <summary>The tensor, or null if this is a number.</summary>
    internal Tensor? Tensor { get; }

    /// <summary>The number, if <see cref="Tensor"/> is null.</summary>
    internal double Number { get; }

    /// <summary>Wraps a tensor.</summary>
    public static implicit operator Operand(Tensor tensor) => new(tensor, 0);

    /// <summary>Wraps a number.</summary>
    public static implicit operator Operand(double number) => new(null, number);

    /// <summary>Wraps a condition as 1 or 0.</summary>
    public static implicit operator Operand(bool condition) => new(null, condition ? 1 : 0);

    /// <summary>
    /// Returns the tensor, or the number as a tensor without dimensions on the device of <paramref name="other"/>. Type promotion gives such a tensor the type of its partner.
    /// </summary>
    internal Tensor Like(Tensor? other) => Tensor ?? tensor(Number, float64, other?.device);

    // Numbers stay numbers, which TorchSharp would convert to tensors. 0 and 1 need no operation: they are the labels y when the target holds class indices.

    /// <summary>Computes -a.</summary>
    internal static Operand Negate(Operand a) => a.Tensor is { } tensor ? -tensor : (Operand)(-a.Number);

    /// <summary>Computes a + b.</summary>
    internal static Operand Add(Operand a, Operand b) => (a.Tensor, b.Tensor) switch
    {
        (null, null) => (Operand)(a.Number + b.Number),
        (null, { } tensor) => a.Number == 0 ? tensor : tensor.Plus(a.Number),
        ({ } tensor, null) => b.Number == 0 ? tensor : tensor.Plus(b.Number),
        ({ } left, { } right) => left.Plus(right),
    };

    /// <summary>Computes a - b.</summary>
    internal static Operand Subtract(Operand a, Operand b) => (a.Tensor, b.Tensor) switch
    {
        (null, null) => (Operand)(a.Number - b.Number),
        (null, { } tensor) => a.Number == 0 ? -tensor : (-tensor).Plus(a.Number),
        ({ } tensor, null) => b.Number == 0 ? tensor : tensor.Minus(b.Number),
        ({ } left, { } right) => left - right,
    };

    /// <summary>Computes a b. The number 0 times a tensor is the number 0, whatever the tensor holds.</summary>
    internal static Operand Multiply(Operand a, Operand b) => (a.Tensor, b.Tensor) switch
    {
        (null, null) => (Operand)(a.Number * b.Number),
        (null, { } tensor) => Scale(tensor, a.Number),
        ({ } tensor, null) => Scale(tensor, b.Number),
        ({ } left, { } right) => left * right,
    };

    /// <summary>Computes a / b. The number 0 divided by a tensor is the number 0, whatever the tensor holds.</summary>
    internal static Operand Divide(Operand a, Operand b) => (a.Tensor, b.Tensor) switch
    {
        (null, null) => (Operand)(a.Number / b.Number),
        (null, { } tensor) => a.Number == 0 ? (Operand)0 : tensor.reciprocal().Times(a.Number),
        ({ } tensor, null) => b.Number == 1 ? tensor : tensor.Over(b.Number),
        ({ } left, { } right) => left / right,
    };

    /// <summary>Applies a function of a tensor. The result for a number is a number.</summary>
    internal static Operand Apply(Func<Tensor, Tensor> function, Operand a) =>
        a.Tensor is null ? (Operand)ToNumber(function(a.Like(null))) : function(a.Tensor);

    /// <summary>Applies a function that expects at least one tensor. The result for two numbers is a number.</summary>
    internal static Operand Apply(Func<Operand, Operand, Tensor> function, Operand a, Operand b) =>
        a.Tensor is null && b.Tensor is null ? (Operand)ToNumber(function(a.Like(null), b)) : function(a, b);

    private static double ToNumber(Tensor tensor) => tensor.to_type(float64).item<double>();

    private static Operand Scale(Tensor tensor, double factor) => factor switch { 0 => (Operand)0, 1 => tensor, _ => tensor.Times(factor) };
}
