using static TorchSharp.torch;

namespace LossDsl;

/// <summary>A tensor or a number, so that generated code need not tell them apart. A condition is 1 or 0.</summary>
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
}
