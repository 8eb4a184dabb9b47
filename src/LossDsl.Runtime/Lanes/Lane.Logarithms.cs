using System.Runtime.CompilerServices;
using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>Logarithmic functions on lanes for generated kernels.</summary>
public static partial class Lane
{
    private const double Ln2 = 0.69314718055994530942;

    /// <summary>Computes the natural logarithm. Error at most 1 ULP (float32), 2 ULP (float64).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Log<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        var mantissa = TLane.Mantissa(x, out var exponent);
        return Logarithm.Combine(mantissa - 1, exponent);
    }

    /// <summary>Computes log(1 + x) without cancellation for small x. Error at most 1 ULP (float32), 2 ULP (float64).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Log1p<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        var sum = x + 1;
        var mantissa = TLane.Mantissa(sum, out var exponent);

        // Rounding error of the sum. It is NaN, and left out, where the sum is 0 or infinite.
        var lost = TLane.Scale(x - (sum - 1), -exponent);
        return Logarithm.Combine(mantissa - 1 + TLane.And(TLane.Equal(lost, lost), lost), exponent);
    }

    /// <summary>Computes log(1 + e^x). Error at most 2 ULP.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Softplus<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        TLane.Max(TLane.Zero, x) + TLane.LogarithmOfOnePlusFraction(Exponential.WithoutOverflow(TLane.Or(x, TLane.Broadcast(-0.0))));

    /// <summary>Computes log(cosh(x)). Error at most 5 ULP.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane LogCosh<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        // For |x| <= 1, log(1 + c) with c = cosh x - 1 = (1 - e^-x)² / (2 e^-x), which has no cancellation. Otherwise |x| - log 2 + log(1 + e^(-2|x|)).
        var size = TLane.Abs(x);
        var difference = Exponential.MinusOneWithoutOverflow(-size);
        var e = difference + 1;
        var small = TLane.LessOrEqual(size, TLane.One);
        var line = TLane.Select(small, TLane.Zero, size - Ln2);
        return line + TLane.LogarithmOfOnePlusFraction(TLane.Select(small, difference * difference / (e + e), e * e));
    }
}
