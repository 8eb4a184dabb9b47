using System.ComponentModel;
using static TorchSharp.torch;

namespace LossDsl.CompilerServices;

/// <summary>A tensor or a number, so that generated code need not tell them apart. A condition is 1 or 0.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Operand
{
    private Operand(Tensor? tensor, double number) => (Tensor, Number) = (tensor, number);

    /// <summary>The tensor, or null if this is a number.</summary>
    internal Tensor? Tensor { get; }

    /// <summary>The number, if <see cref="Tensor"/> is null.</summary>
    internal double Number { get; }

    /// <summary>A tensor.</summary>
    public static implicit operator Operand(Tensor tensor) => new(tensor, 0);

    /// <summary>A number.</summary>
    public static implicit operator Operand(double number) => new(null, number);

    /// <summary>A condition.</summary>
    public static implicit operator Operand(bool condition) => new(null, condition ? 1 : 0);

    /// <summary>As a tensor; a number becomes one of no dimension, which takes the type of what it meets.</summary>
    internal Tensor Like(Tensor? other) => Tensor ?? tensor(Number, float64, other?.device);

    // Numbers stay numbers (TorchSharp would make tensors of them), and 0 and 1 cost nothing: that is what a target of class indices is elsewhere than at its own class.

    /// <summary>-a.</summary>
    internal static Operand Negate(Operand a) => a.Tensor is { } tensor ? -tensor : (Operand)(-a.Number);

    /// <summary>a + b.</summary>
    internal static Operand Add(Operand a, Operand b) => (a.Tensor, b.Tensor) switch
    {
        (null, null) => (Operand)(a.Number + b.Number),
        (null, { } tensor) => a.Number == 0 ? tensor : a.Number + tensor,
        ({ } tensor, null) => b.Number == 0 ? tensor : tensor + b.Number,
        ({ } left, { } right) => left + right,
    };

    /// <summary>a - b.</summary>
    internal static Operand Subtract(Operand a, Operand b) => (a.Tensor, b.Tensor) switch
    {
        (null, null) => (Operand)(a.Number - b.Number),
        (null, { } tensor) => a.Number == 0 ? -tensor : a.Number - tensor,
        ({ } tensor, null) => b.Number == 0 ? tensor : tensor - b.Number,
        ({ } left, { } right) => left - right,
    };

    /// <summary>a b; 0 times a tensor is 0.</summary>
    internal static Operand Multiply(Operand a, Operand b) => (a.Tensor, b.Tensor) switch
    {
        (null, null) => (Operand)(a.Number * b.Number),
        (null, { } tensor) => Scale(tensor, a.Number),
        ({ } tensor, null) => Scale(tensor, b.Number),
        ({ } left, { } right) => left * right,
    };

    /// <summary>a / b; 0 over a tensor is 0.</summary>
    internal static Operand Divide(Operand a, Operand b) => (a.Tensor, b.Tensor) switch
    {
        (null, null) => (Operand)(a.Number / b.Number),
        (null, { } tensor) => a.Number == 0 ? (Operand)0 : a.Number / tensor,
        ({ } tensor, null) => b.Number == 1 ? tensor : tensor / b.Number,
        ({ } left, { } right) => left / right,
    };

    /// <summary>A function of a tensor; of a number it is a number.</summary>
    internal static Operand Apply(Func<Tensor, Tensor> function, Operand a) =>
        a.Tensor is null ? (Operand)ToNumber(function(a.Like(null))) : function(a.Tensor);

    /// <summary>A function of which at least one argument is a tensor; of numbers it is a number.</summary>
    internal static Operand Apply(Func<Operand, Operand, Tensor> function, Operand a, Operand b) =>
        a.Tensor is null && b.Tensor is null ? (Operand)ToNumber(function(a.Like(null), b)) : function(a, b);

    private static double ToNumber(Tensor tensor) => tensor.to_type(float64).item<double>();

    private static Operand Scale(Tensor tensor, double factor) => factor switch { 0 => (Operand)0, 1 => tensor, _ => tensor * factor };
}
