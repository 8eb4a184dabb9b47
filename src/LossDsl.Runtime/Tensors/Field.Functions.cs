using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.CompilerServices;

/// <content>Functions of one argument, under the names that they have for tensors, so that generated code is the same for both.</content>
public sealed partial class Field
{
    /// <summary>Computes e^x.</summary>
    public Field exp() => Map(static x => x.exp());

    /// <summary>Computes e^x - 1 with full relative accuracy for small x.</summary>
    public Field expm1() => Map(static x => x.expm1());

    /// <summary>Computes the natural logarithm.</summary>
    public Field log() => Map(static x => x.log());

    /// <summary>Computes log(1 + x) with full relative accuracy for small x.</summary>
    public Field log1p() => Map(static x => x.log1p());

    /// <summary>Computes the square root.</summary>
    public Field sqrt() => Map(static x => x.sqrt());

    /// <summary>Computes x².</summary>
    public Field square() => Map(static x => x * x);

    /// <summary>Returns the sign: -1, 0 or 1.</summary>
    public Field sign() => Map(static x => x.sign());

    /// <summary>Computes |x|.</summary>
    public Field abs() => Map(static x => x.abs());

    /// <summary>Computes the sine.</summary>
    public Field sin() => Map(static x => x.sin());

    /// <summary>Computes the cosine.</summary>
    public Field cos() => Map(static x => x.cos());

    /// <summary>Computes the tangent.</summary>
    public Field tan() => Map(static x => x.tan());

    /// <summary>Computes the arc sine.</summary>
    public Field asin() => Map(static x => x.asin());

    /// <summary>Computes the arc cosine.</summary>
    public Field acos() => Map(static x => x.acos());

    /// <summary>Computes the arc tangent.</summary>
    public Field atan() => Map(static x => x.atan());

    /// <summary>Computes the hyperbolic sine.</summary>
    public Field sinh() => Map(static x => x.sinh());

    /// <summary>Computes the hyperbolic cosine.</summary>
    public Field cosh() => Map(static x => x.cosh());

    /// <summary>Computes the hyperbolic tangent.</summary>
    public Field tanh() => Map(static x => x.tanh());

    /// <summary>Computes the inverse hyperbolic sine.</summary>
    public Field asinh() => Map(static x => x.asinh());

    /// <summary>Computes the inverse hyperbolic cosine.</summary>
    public Field acosh() => Map(static x => x.acosh());

    /// <summary>Computes the inverse hyperbolic tangent.</summary>
    public Field atanh() => Map(static x => x.atanh());

    /// <summary>Returns max(x, <paramref name="min"/>).</summary>
    public Field clamp(double min) => Map(x => x.AtLeast(min));

    /// <summary>Returns x, which autograd then treats as a constant. It may be read several times.</summary>
    public Field detach() => Map(static (Operand x) => x.Tensor is { } tensor ? (Operand)tensor.detach() : x).Keep();

    /// <summary>Negates a condition.</summary>
    public Field logical_not() => Map(static x => x.logical_not());

    private Field Map(Func<Tensor, Tensor> function) => Map((Operand x) => Operand.Apply(function, x));
}
