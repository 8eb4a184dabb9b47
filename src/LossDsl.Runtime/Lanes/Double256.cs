using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>Lane of 4 float64 elements, in a register of 256 bits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Double256 : IDoubleLane<Double256>
{
    private Vector256<double> numbers;

    static int ILane<Double256>.Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.Broadcast(double value) => new() { numbers = Vector256.Create(value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.operator +(Double256 a, Double256 b) => new() { numbers = a.numbers + b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.operator -(Double256 a, Double256 b) => new() { numbers = a.numbers - b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.operator *(Double256 a, Double256 b) => new() { numbers = a.numbers * b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.operator /(Double256 a, Double256 b) => new() { numbers = a.numbers / b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.operator -(Double256 value) => new() { numbers = -value.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.operator +(Double256 a, double b) => new() { numbers = a.numbers + Vector256.Create(b) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.operator -(double a, Double256 b) => new() { numbers = Vector256.Create(a) - b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.operator *(Double256 a, double b) => new() { numbers = a.numbers * Vector256.Create(b) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.operator /(Double256 a, double b) => new() { numbers = a.numbers / Vector256.Create(b) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.operator /(double a, Double256 b) => new() { numbers = Vector256.Create(a) / b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.MultiplyAdd(Double256 a, Double256 b, Double256 c) => new() { numbers = Vector256.FusedMultiplyAdd(a.numbers, b.numbers, c.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.MultiplyAdd(Double256 a, Double256 b, double c) => new() { numbers = Vector256.FusedMultiplyAdd(a.numbers, b.numbers, Vector256.Create(c)) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.MultiplyAdd(Double256 a, double b, Double256 c) => new() { numbers = Vector256.FusedMultiplyAdd(a.numbers, Vector256.Create(b), c.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.Horner(Double256 value, Double256 x, double c3, double c2, double c1, double c0)
    {
        var upper = Vector256.FusedMultiplyAdd(Vector256.FusedMultiplyAdd(value.numbers, x.numbers, Vector256.Create(c3)), x.numbers, Vector256.Create(c2));
        return new() { numbers = Vector256.FusedMultiplyAdd(Vector256.FusedMultiplyAdd(upper, x.numbers, Vector256.Create(c1)), x.numbers, Vector256.Create(c0)) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.Abs(Double256 value) => new() { numbers = Vector256.Abs(value.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.Sqrt(Double256 value) => new() { numbers = Vector256.Sqrt(value.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.Max(Double256 a, Double256 b) => new() { numbers = Vector256.MaxNative(a.numbers, b.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.LargerBits(Double256 a, Double256 b) => new() { numbers = Vector256.Max(a.numbers.AsUInt64(), b.numbers.AsUInt64()).AsDouble() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.Min(Double256 a, Double256 b) => new() { numbers = Vector256.MinNative(a.numbers, b.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.Round(Double256 value) => new() { numbers = Vector256.Round(value.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.Less(Double256 a, Double256 b) => new() { numbers = Vector256.LessThan(a.numbers, b.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.LessOrEqual(Double256 a, Double256 b) => new() { numbers = Vector256.LessThanOrEqual(a.numbers, b.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.Equal(Double256 a, Double256 b) => new() { numbers = Vector256.Equals(a.numbers, b.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.IsSigned(Double256 value) => new() { numbers = Vector256.LessThan(value.numbers.AsInt64(), Vector256<long>.Zero).AsDouble() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.And(Double256 a, Double256 b) => new() { numbers = a.numbers & b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.Or(Double256 a, Double256 b) => new() { numbers = a.numbers | b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.Not(Double256 condition) => new() { numbers = ~condition.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.Select(Double256 condition, Double256 whenTrue, Double256 whenFalse) => new() { numbers = Vector256.ConditionalSelect(condition.numbers, whenTrue.numbers, whenFalse.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool ILane<Double256>.Any(Double256 condition) => condition.numbers.AsInt64() != Vector256<long>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.FirstLanes(int count) => new() { numbers = Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)count)).AsDouble() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.Load(ref readonly float source, nint offset) => new() { numbers = Vector256.WidenLower(Vector128.LoadUnsafe(in source, (nuint)offset).ToVector256Unsafe()) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.Load(ref readonly double source, nint offset) => new() { numbers = Vector256.LoadUnsafe(in source, (nuint)offset) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.Load(ref readonly byte source, nint offset) => new() { numbers = Bytes.Double256(in source, offset) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.Load(ref readonly long source, nint offset) => new() { numbers = Vector256.ConvertToDouble(Vector256.LoadUnsafe(in source, (nuint)offset)) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILane<Double256>.Store(Double256 value, ref float destination, nint offset) =>
        Vector256.Narrow(value.numbers, value.numbers).GetLower().StoreUnsafe(ref destination, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILane<Double256>.Store(Double256 value, ref double destination, nint offset) => value.numbers.StoreUnsafe(ref destination, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static unsafe void ILane<Double256>.Stream(Double256 value, ref double destination, nint offset) => value.numbers.StoreAlignedNonTemporal((double*)Unsafe.AsPointer(ref destination) + offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double ILane<Double256>.Sum(Double256 value) => Vector256.Sum(value.numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double ILane<Double256>.Largest(Double256 value) => Extremes.Largest(value.numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double ILane<Double256>.Smallest(Double256 value) => Extremes.Smallest(value.numbers);

    // The addition of this constant leaves exponent + bias in the last bits of the mantissa. The shift moves these bits to the exponent.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.PowerOfTwo(Double256 exponent) => new() { numbers = ((exponent.numbers + Vector256.Create(6755399441055744.0 + 1023)).AsInt64() << 52).AsDouble() };

    // Reverse of PowerOfTwo: the shift moves the biased exponent to the last bits of a mantissa, and the subtraction removes bias and constant.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.Exponent(Double256 value) => new() { numbers = ((value.numbers.AsInt64() >>> 52) | Vector256.Create(0x4330000000000000)).AsDouble() - Vector256.Create(4503599627370496.0 + 1023) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.Scale(Double256 value, Double256 exponent) =>
        Avx512F.VL.IsSupported ? new() { numbers = Avx512F.VL.Scale(value.numbers, exponent.numbers) } : Exponents.Scale(value, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double256 ILane<Double256>.Mantissa(Double256 value, out Double256 exponent)
    {
        if (!Avx512F.VL.IsSupported)
        {
            return Exponents.Mantissa(value, out exponent);
        }

        var mantissa = Avx512F.VL.GetMantissa(value.numbers, Exponents.MantissaControl);
        exponent = new() { numbers = Avx512F.VL.GetExponent(value.numbers) - Avx512F.VL.GetExponent(mantissa) };
        return new() { numbers = mantissa };
    }
}
