using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.CompilerServices;

/// <content>The same where an argument is a value for each pixel that depends on the target.</content>
public static partial class TensorMath
{
    /// <summary>Where the condition holds the second argument, elsewhere the third.</summary>
    public static Field Where(Field condition, Field whenTrue, Field whenFalse) => Field.Zip(condition, whenTrue, whenFalse, static (c, a, b) =>
        c.Tensor is not null ? Where(c, a, b) : c.Number != 0 ? a : b);

    /// <summary>The larger of both.</summary>
    public static Field Max(Field a, Field b) => Apply(Max, a, b);

    /// <summary>The smaller of both.</summary>
    public static Field Min(Field a, Field b) => Apply(Min, a, b);

    /// <summary>a^b.</summary>
    public static Field Pow(Field a, Field b) => Apply(Pow, a, b);

    /// <summary>The derivative of x^e by x, as <see cref="LossMath.PowSlope"/>.</summary>
    public static Field PowSlope(Field x, Field e) => Apply(PowSlope, x, e);

    /// <summary>a where the weight is 0, b where it is 1, and in proportion between.</summary>
    public static Field Lerp(Field a, Field b, Field weight) => Field.Zip(a, b, weight, static (a, b, weight) =>
        weight.Tensor is { } tensor
            ? Lerp(a, b, tensor)
            : Operand.Add(Operand.Multiply(a, 1 - weight.Number), Operand.Multiply(b, weight.Number)));

    /// <summary>The cube root.</summary>
    public static Field Cbrt(Field x) => Apply(Cbrt, x);

    /// <summary>The angle of the point (x, y).</summary>
    public static Field Atan2(Field y, Field x) => Apply(Atan2, y, x);

    /// <summary>log(1 + e^x).</summary>
    public static Field Softplus(Field x) => Apply(Softplus, x);

    /// <summary>1 / (1 + e^-x).</summary>
    public static Field Sigmoid(Field x) => Apply(Sigmoid, x);

    /// <summary>log(cosh(x)).</summary>
    public static Field LogCosh(Field x) => Apply(LogCosh, x);

    /// <summary>a &lt; b.</summary>
    public static Field Less(Field a, Field b) => Apply(Less, a, b);

    /// <summary>a ≤ b.</summary>
    public static Field LessOrEqual(Field a, Field b) => Apply(LessOrEqual, a, b);

    /// <summary>a &gt; b.</summary>
    public static Field Greater(Field a, Field b) => Apply(Greater, a, b);

    /// <summary>a ≥ b.</summary>
    public static Field GreaterOrEqual(Field a, Field b) => Apply(GreaterOrEqual, a, b);

    /// <summary>a = b.</summary>
    public static Field Equal(Field a, Field b) => Apply(Equal, a, b);

    /// <summary>a ≠ b.</summary>
    public static Field NotEqual(Field a, Field b) => Apply(NotEqual, a, b);

    /// <summary>Both conditions hold.</summary>
    public static Field And(Field a, Field b) => Apply(And, a, b);

    /// <summary>One of the conditions holds, or both.</summary>
    public static Field Or(Field a, Field b) => Apply(Or, a, b);

    private static Field Apply(Func<Operand, Tensor> function, Field x) => x.Map(x => Operand.Apply(tensor => function(tensor), x));

    private static Field Apply(Func<Operand, Operand, Tensor> function, Field a, Field b) => Field.Zip(a, b, (a, b) => Operand.Apply(function, a, b));
}
