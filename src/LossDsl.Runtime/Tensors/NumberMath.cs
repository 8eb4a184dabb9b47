using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Tensors;

/// <summary>
/// Operations of tensors with numbers, and the sum of two tensors. The only place where a number becomes a <see cref="Scalar"/>, which lives until libtorch returns.
/// </summary>
/// <remarks>
/// The fault of TorchSharp 0.107 that this class works around: <c>tensor.add(scalar)</c> reads the native handle of the Scalar, and then nothing refers to the Scalar any more.
/// If a garbage collection on another thread meets that moment, the finalizer frees the number while libtorch reads it, and the call computes with another number or fails with a
/// senseless message. <c>a + b</c> makes a Scalar, too, for the factor 1 of b. The minimal program, here with both kinds:
/// <code>
/// using static TorchSharp.torch;
/// new Thread(static () => { while (true) { GC.Collect(); GC.WaitForPendingFinalizers(); } }) { IsBackground = true }.Start();
/// var zero = zeros(16);
/// while (true) { if ((zero + 1 + zero).sum().item&lt;float&gt;() != 16) { throw new Exception("wrong sum"); } }
/// </code>
/// The remedy in TorchSharp is a <c>GC.KeepAlive(scalar)</c> behind every native call that takes <c>scalar.Handle</c>, or a SafeHandle in place of the pointer.
/// </remarks>
internal static class NumberMath
{
    // Factor of the second summand; as a static field it is never collected.
    private static readonly Scalar One = 1;

    /// <summary>Computes a + b.</summary>
    public static Tensor Plus(this Tensor a, Tensor b) => a.add(b, One);

    /// <summary>Computes a + b.</summary>
    public static Tensor Plus(this Tensor a, double b) => With(b, scalar => a.add(scalar, One));

    /// <summary>Adds b to a in place.</summary>
    public static Tensor Increase(this Tensor a, Tensor b) => a.add_(b, One);

    /// <summary>Adds b to a in place.</summary>
    public static Tensor Increase(this Tensor a, double b) => With(b, scalar => a.add_(scalar, One));

    /// <summary>Adds f b to a in place.</summary>
    public static Tensor Increase(this Tensor a, Tensor b, double f) => With(f, scalar => a.add_(b, scalar));

    /// <summary>Subtracts b from a in place.</summary>
    public static Tensor Decrease(this Tensor a, Tensor b) => a.sub_(b);

    /// <summary>Multiplies a by b in place.</summary>
    public static Tensor Scale(this Tensor a, double b) => With(b, a.mul_);

    /// <summary>Computes a - b.</summary>
    public static Tensor Minus(this Tensor a, double b) => With(b, a.sub);

    /// <summary>Computes a b.</summary>
    public static Tensor Times(this Tensor a, double b) => With(b, a.mul);

    /// <summary>Computes a / b.</summary>
    public static Tensor Over(this Tensor a, double b) => With(b, scalar => a.div(scalar));

    /// <summary>Computes a^b.</summary>
    public static Tensor Power(this Tensor a, double b) => With(b, a.pow);

    /// <summary>Computes max(a, <paramref name="low"/>).</summary>
    public static Tensor AtLeast(this Tensor a, double low) => With(low, scalar => a.clamp(min: scalar));

    /// <summary>Replaces a by max(a, <paramref name="low"/>) in place.</summary>
    public static Tensor RaiseTo(this Tensor a, double low) => With(low, scalar => a.clamp_(min: scalar));

    /// <summary>Restricts a to an interval.</summary>
    public static Tensor Within(this Tensor a, double low, double high) => With(low, from => With(high, to => a.clamp(from, to)));

    /// <summary>Restricts integers to an interval.</summary>
    public static Tensor Within(this Tensor a, long low, long high)
    {
        using Scalar from = low, to = high;
        return a.clamp(from, to);
    }

    /// <summary>Returns whether a = b, elementwise.</summary>
    public static Tensor Is(this Tensor a, double b) => With(b, a.eq);

    /// <summary>Returns whether a ≠ b, elementwise.</summary>
    public static Tensor IsNot(this Tensor a, long b)
    {
        using Scalar scalar = b;
        return a.ne(scalar);
    }

    /// <summary>Returns whether a &lt; b, elementwise.</summary>
    public static Tensor IsBelow(this Tensor a, double b) => With(b, a.lt);

    /// <summary>Returns whether a ≤ b, elementwise.</summary>
    public static Tensor IsAtMost(this Tensor a, double b) => With(b, a.le);

    /// <summary>Returns whether a &gt; b, elementwise.</summary>
    public static Tensor IsAbove(this Tensor a, double b) => With(b, a.gt);

    /// <summary>Returns whether a ≥ b, elementwise.</summary>
    public static Tensor IsAtLeast(this Tensor a, double b) => With(b, a.ge);

    /// <summary>Replaces the elements under a mask.</summary>
    /// <param name="a">Any tensor.</param>
    /// <param name="mask">Bool, broadcasting to a.</param>
    /// <param name="value">Value of the replaced elements.</param>
    public static Tensor Replace(this Tensor a, Tensor mask, double value) => With(value, scalar => a.masked_fill(mask, scalar));

    /// <summary>Creates a tensor of equal elements.</summary>
    public static Tensor Fill(long[] shape, double value, ScalarType type, Device device) => With(value, scalar => full(shape, scalar, type, device));

    /// <summary>Creates the vector 0, 1, ..., <paramref name="count"/> - 1.</summary>
    public static Tensor Range(long count, ScalarType type, Device device)
    {
        using Scalar start = 0, stop = count, step = 1;
        return arange(start, stop, step, type, device);
    }

    // Disposal after the call keeps the Scalar alive until then, and frees its native memory without waiting for a collection.
    private static Tensor With(double number, Func<Scalar, Tensor> operation)
    {
        using Scalar scalar = number;
        return operation(scalar);
    }
}
