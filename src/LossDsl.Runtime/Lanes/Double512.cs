using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>Lane of 8 float64 elements, in a register of 512 bits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Double512 : IDoubleLane<Double512>
{
    private Vector512<double> numbers;

    static int ILane<Double512>.Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.Broadcast(double value) => new() { numbers = Vector512.Create(value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.operator +(Double512 a, Double512 b) => new() { numbers = a.numbers + b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.operator -(Double512 a, Double512 b) => new() { numbers = a.numbers - b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.operator *(Double512 a, Double512 b) => new() { numbers = a.numbers * b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.operator /(Double512 a, Double512 b) => new() { numbers = a.numbers / b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.operator -(Double512 value) => new() { numbers = -value.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.operator +(Double512 a, double b) => new() { numbers = a.numbers + Vector512.Create(b) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.operator -(double a, Double512 b) => new() { numbers = Vector512.Create(a) - b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.operator *(Double512 a, double b) => new() { numbers = a.numbers * Vector512.Create(b) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.operator /(Double512 a, double b) => new() { numbers = a.numbers / Vector512.Create(b) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.operator /(double a, Double512 b) => new() { numbers = Vector512.Create(a) / b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.MultiplyAdd(Double512 a, Double512 b, Double512 c) => new() { numbers = Vector512.FusedMultiplyAdd(a.numbers, b.numbers, c.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.MultiplyAdd(Double512 a, Double512 b, double c) => new() { numbers = Vector512.FusedMultiplyAdd(a.numbers, b.numbers, Vector512.Create(c)) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.MultiplyAdd(Double512 a, double b, Double512 c) => new() { numbers = Vector512.FusedMultiplyAdd(a.numbers, Vector512.Create(b), c.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.Horner(Double512 value, Double512 x, double c3, double c2, double c1, double c0)
    {
        var upper = Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(value.numbers, x.numbers, Vector512.Create(c3)), x.numbers, Vector512.Create(c2));
        return new() { numbers = Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(upper, x.numbers, Vector512.Create(c1)), x.numbers, Vector512.Create(c0)) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.Abs(Double512 value) => new() { numbers = Vector512.Abs(value.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.Sqrt(Double512 value) => new() { numbers = Vector512.Sqrt(value.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.Max(Double512 a, Double512 b) => new() { numbers = Vector512.MaxNative(a.numbers, b.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.LargerBits(Double512 a, Double512 b) => new() { numbers = Vector512.Max(a.numbers.AsUInt64(), b.numbers.AsUInt64()).AsDouble() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.Min(Double512 a, Double512 b) => new() { numbers = Vector512.MinNative(a.numbers, b.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.Round(Double512 value) => new() { numbers = Vector512.Round(value.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.Less(Double512 a, Double512 b) => new() { numbers = Vector512.LessThan(a.numbers, b.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.LessOrEqual(Double512 a, Double512 b) => new() { numbers = Vector512.LessThanOrEqual(a.numbers, b.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.Equal(Double512 a, Double512 b) => new() { numbers = Vector512.Equals(a.numbers, b.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.IsSigned(Double512 value) => new() { numbers = (value.numbers.AsInt64() >> 63).AsDouble() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.And(Double512 a, Double512 b) => new() { numbers = a.numbers & b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.Or(Double512 a, Double512 b) => new() { numbers = a.numbers | b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.Not(Double512 condition) => new() { numbers = ~condition.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.Select(Double512 condition, Double512 whenTrue, Double512 whenFalse) => new() { numbers = Vector512.ConditionalSelect(condition.numbers, whenTrue.numbers, whenFalse.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool ILane<Double512>.Any(Double512 condition) => condition.numbers.AsInt64() != Vector512<long>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.FirstLanes(int count) => new() { numbers = Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)).AsDouble() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.Load(ref readonly float source, nint offset) => new() { numbers = Vector512.WidenLower(Vector256.LoadUnsafe(in source, (nuint)offset).ToVector512Unsafe()) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.Load(ref readonly double source, nint offset) => new() { numbers = Vector512.LoadUnsafe(in source, (nuint)offset) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.Load(ref readonly byte source, nint offset) => new() { numbers = Bytes.Double512(in source, offset) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.Load(ref readonly long source, nint offset) => new() { numbers = Vector512.ConvertToDouble(Vector512.LoadUnsafe(in source, (nuint)offset)) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILane<Double512>.Store(Double512 value, ref float destination, nint offset) =>
        Vector512.Narrow(value.numbers, value.numbers).GetLower().StoreUnsafe(ref destination, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILane<Double512>.Store(Double512 value, ref double destination, nint offset) => value.numbers.StoreUnsafe(ref destination, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static unsafe void ILane<Double512>.Stream(Double512 value, ref double destination, nint offset) => value.numbers.StoreAlignedNonTemporal((double*)Unsafe.AsPointer(ref destination) + offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double ILane<Double512>.Sum(Double512 value) => Vector512.Sum(value.numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double ILane<Double512>.Largest(Double512 value) => Extremes.Largest(value.numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double ILane<Double512>.Smallest(Double512 value) => Extremes.Smallest(value.numbers);

    // The addition of this constant leaves exponent + bias in the last bits of the mantissa. The shift moves these bits to the exponent.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.PowerOfTwo(Double512 exponent) => new() { numbers = ((exponent.numbers + Vector512.Create(6755399441055744.0 + 1023)).AsInt64() << 52).AsDouble() };

    // Reverse of PowerOfTwo: the shift moves the biased exponent to the last bits of a mantissa, and the subtraction removes bias and constant.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.Exponent(Double512 value) => new() { numbers = ((value.numbers.AsInt64() >>> 52) | Vector512.Create(0x4330000000000000)).AsDouble() - Vector512.Create(4503599627370496.0 + 1023) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.Scale(Double512 value, Double512 exponent) =>
        Avx512F.IsSupported ? new() { numbers = Avx512F.Scale(value.numbers, exponent.numbers) } : Exponents.Scale(value, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double512 ILane<Double512>.Mantissa(Double512 value, out Double512 exponent)
    {
        if (!Avx512F.IsSupported)
        {
            return Exponents.Mantissa(value, out exponent);
        }

        var mantissa = Avx512F.GetMantissa(value.numbers, Exponents.MantissaControl);
        exponent = new() { numbers = Avx512F.GetExponent(value.numbers) - Avx512F.GetExponent(mantissa) };
        return new() { numbers = mantissa };
    }
}
