using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.CompilerServices;

/// <content>Overloads for <see cref="Field"/>: each applies the function to both parts of a field that depends on class indices.</content>
public static partial class TensorMath
{
    /// <summary>Selects <paramref name="whenTrue"/> where the condition holds, else <paramref name="whenFalse"/>.</summary>
    public static Field Where(Field condition, Field whenTrue, Field whenFalse) => Field.Zip(condition, whenTrue, whenFalse, static (c, a, b) =>
        c.Tensor is not null ? Operand.Combine(Where(c, a, b), c, a, b) : c.Number != 0 ? a : b);

    /// <summary>Returns the maximum.</summary>
    public static Field Max(Field a, Field b) => Apply(Max, a, b);

    /// <summary>Returns the minimum.</summary>
    public static Field Min(Field a, Field b) => Apply(Min, a, b);

    /// <summary>Divides a by b; 0, with gradient 0, where b is 0.</summary>
    public static Field Ratio(Field a, Field b) => Apply(Ratio, a, b);

    /// <summary>Divides a by b; where b is 0, <paramref name="limit"/> if a is 0 too, otherwise 0, without a gradient by a and b.</summary>
    public static Field Ratio(Field a, Field b, Field limit) => Field.Zip(a, b, limit, static (a, b, limit) =>
        a.Tensor is null && b.Tensor is null ? Where(a.Number == 0 && b.Number == 0, limit, Ratio(a, b)) : Operand.Combine(Ratio(a, b, limit), a, b, limit));

    /// <summary>Computes a^b.</summary>
    public static Field Pow(Field a, Field b) => Apply(Pow, a, b);

    /// <summary>Computes the derivative of x^e by x, as <see cref="LossMath.PowSlope"/> does.</summary>
    public static Field PowSlope(Field x, Field e) => Apply(PowSlope, x, e);

    /// <summary>Interpolates linearly: a (1 - w) + b w, with the weight w.</summary>
    public static Field Lerp(Field a, Field b, Field weight) => Field.Zip(a, b, weight, static (a, b, weight) =>
        weight.Tensor is { } tensor
            ? Operand.Combine(Lerp(a, b, tensor), a, b, weight)
            : Operand.Add(Operand.Multiply(a, 1 - weight.Number), Operand.Multiply(b, weight.Number)));

    /// <summary>Computes the cube root, also of negative numbers.</summary>
    public static Field Cbrt(Field x) => Apply(Cbrt, x);

    /// <summary>Computes the angle of the point (x, y) in radians, in [-π, π].</summary>
    public static Field Atan2(Field y, Field x) => Apply(Atan2, y, x);

    /// <summary>Computes softplus, log(1 + e^x).</summary>
    public static Field Softplus(Field x) => Apply(Softplus, x);

    /// <summary>Computes the logistic function, 1 / (1 + e^-x).</summary>
    public static Field Sigmoid(Field x) => Apply(Sigmoid, x);

    /// <summary>Computes log(cosh(x)).</summary>
    public static Field LogCosh(Field x) => Apply(LogCosh, x);

    /// <summary>Returns whether a &lt; b.</summary>
    public static Field Less(Field a, Field b) => Apply(Less, a, b);

    /// <summary>Returns whether a ≤ b.</summary>
    public static Field LessOrEqual(Field a, Field b) => Apply(LessOrEqual, a, b);

    /// <summary>Returns whether a &gt; b.</summary>
    public static Field Greater(Field a, Field b) => Apply(Greater, a, b);

    /// <summary>Returns whether a ≥ b.</summary>
    public static Field GreaterOrEqual(Field a, Field b) => Apply(GreaterOrEqual, a, b);

    /// <summary>Returns whether a = b.</summary>
    public static Field Equal(Field a, Field b) => Apply(Equal, a, b);

    /// <summary>Returns whether a ≠ b.</summary>
    public static Field NotEqual(Field a, Field b) => Apply(NotEqual, a, b);

    /// <summary>Returns whether both conditions hold.</summary>
    public static Field And(Field a, Field b) => Apply(And, a, b);

    /// <summary>Returns whether at least one condition holds.</summary>
    public static Field Or(Field a, Field b) => Apply(Or, a, b);

    private static Field Apply(Func<Operand, Tensor> function, Field x) => x.Map(x => Operand.Apply(tensor => function(tensor), x));

    private static Field Apply(Func<Operand, Operand, Tensor> function, Field a, Field b) => Field.Zip(a, b, (a, b) => Operand.Apply(function, a, b));
}
