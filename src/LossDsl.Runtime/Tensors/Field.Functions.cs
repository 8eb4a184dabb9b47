using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.CompilerServices;

/// <content>The functions that generated code calls on a tensor, by the same names.</content>
public sealed partial class Field
{
    /// <summary>e^x.</summary>
    public Field exp() => Map(static x => x.exp());

    /// <summary>e^x - 1.</summary>
    public Field expm1() => Map(static x => x.expm1());

    /// <summary>The natural logarithm.</summary>
    public Field log() => Map(static x => x.log());

    /// <summary>log(1 + x).</summary>
    public Field log1p() => Map(static x => x.log1p());

    /// <summary>The square root.</summary>
    public Field sqrt() => Map(static x => x.sqrt());

    /// <summary>x².</summary>
    public Field square() => Map(static x => x.square());

    /// <summary>-1, 0 or 1.</summary>
    public Field sign() => Map(static x => x.sign());

    /// <summary>|x|.</summary>
    public Field abs() => Map(static x => x.abs());

    /// <summary>The sine.</summary>
    public Field sin() => Map(static x => x.sin());

    /// <summary>The cosine.</summary>
    public Field cos() => Map(static x => x.cos());

    /// <summary>The tangent.</summary>
    public Field tan() => Map(static x => x.tan());

    /// <summary>The arc sine.</summary>
    public Field asin() => Map(static x => x.asin());

    /// <summary>The arc cosine.</summary>
    public Field acos() => Map(static x => x.acos());

    /// <summary>The arc tangent.</summary>
    public Field atan() => Map(static x => x.atan());

    /// <summary>The hyperbolic sine.</summary>
    public Field sinh() => Map(static x => x.sinh());

    /// <summary>The hyperbolic cosine.</summary>
    public Field cosh() => Map(static x => x.cosh());

    /// <summary>The hyperbolic tangent.</summary>
    public Field tanh() => Map(static x => x.tanh());

    /// <summary>The inverse of the hyperbolic sine.</summary>
    public Field asinh() => Map(static x => x.asinh());

    /// <summary>The inverse of the hyperbolic cosine.</summary>
    public Field acosh() => Map(static x => x.acosh());

    /// <summary>The inverse of the hyperbolic tangent.</summary>
    public Field atanh() => Map(static x => x.atanh());

    /// <summary>x, but not below a number.</summary>
    public Field clamp(double min) => Map(x => x.clamp(min: min));

    /// <summary>x, as a constant where autograd records.</summary>
    public Field detach() => Map(static x => x.detach());

    /// <summary>That the condition does not hold.</summary>
    public Field logical_not() => Map(static x => x.logical_not());

    private Field Map(Func<Tensor, Tensor> function) => Map(x => Operand.Apply(function, x));
}
