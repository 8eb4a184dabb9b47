using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>Lane of 8 float32 elements, in a register of 256 bits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Float256 : ISingleLane<Float256>
{
    private Vector256<float> numbers;

    static int ILane<Float256>.Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.Broadcast(double value) => new() { numbers = Vector256.Create((float)value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.operator +(Float256 a, Float256 b) => new() { numbers = a.numbers + b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.operator -(Float256 a, Float256 b) => new() { numbers = a.numbers - b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.operator *(Float256 a, Float256 b) => new() { numbers = a.numbers * b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.operator /(Float256 a, Float256 b) => new() { numbers = a.numbers / b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.operator -(Float256 value) => new() { numbers = -value.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.operator +(Float256 a, double b) => new() { numbers = a.numbers + Vector256.Create((float)b) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.operator -(double a, Float256 b) => new() { numbers = Vector256.Create((float)a) - b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.operator *(Float256 a, double b) => new() { numbers = a.numbers * Vector256.Create((float)b) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.operator /(Float256 a, double b) => new() { numbers = a.numbers / Vector256.Create((float)b) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.operator /(double a, Float256 b) => new() { numbers = Vector256.Create((float)a) / b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.MultiplyAdd(Float256 a, Float256 b, Float256 c) => new() { numbers = Vector256.FusedMultiplyAdd(a.numbers, b.numbers, c.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.MultiplyAdd(Float256 a, Float256 b, double c) => new() { numbers = Vector256.FusedMultiplyAdd(a.numbers, b.numbers, Vector256.Create((float)c)) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.MultiplyAdd(Float256 a, double b, Float256 c) => new() { numbers = Vector256.FusedMultiplyAdd(a.numbers, Vector256.Create((float)b), c.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.Horner(Float256 value, Float256 x, double c3, double c2, double c1, double c0)
    {
        var upper = Vector256.FusedMultiplyAdd(Vector256.FusedMultiplyAdd(value.numbers, x.numbers, Vector256.Create((float)c3)), x.numbers, Vector256.Create((float)c2));
        return new() { numbers = Vector256.FusedMultiplyAdd(Vector256.FusedMultiplyAdd(upper, x.numbers, Vector256.Create((float)c1)), x.numbers, Vector256.Create((float)c0)) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.Abs(Float256 value) => new() { numbers = Vector256.Abs(value.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.Sqrt(Float256 value) => new() { numbers = Vector256.Sqrt(value.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.Max(Float256 a, Float256 b) => new() { numbers = Vector256.MaxNative(a.numbers, b.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.LargerBits(Float256 a, Float256 b) => new() { numbers = Vector256.Max(a.numbers.AsUInt32(), b.numbers.AsUInt32()).AsSingle() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.Min(Float256 a, Float256 b) => new() { numbers = Vector256.MinNative(a.numbers, b.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.Round(Float256 value) => new() { numbers = Vector256.Round(value.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.Less(Float256 a, Float256 b) => new() { numbers = Vector256.LessThan(a.numbers, b.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.LessOrEqual(Float256 a, Float256 b) => new() { numbers = Vector256.LessThanOrEqual(a.numbers, b.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.Equal(Float256 a, Float256 b) => new() { numbers = Vector256.Equals(a.numbers, b.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.IsSigned(Float256 value) => new() { numbers = (value.numbers.AsInt32() >> 31).AsSingle() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.And(Float256 a, Float256 b) => new() { numbers = a.numbers & b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.Or(Float256 a, Float256 b) => new() { numbers = a.numbers | b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.Not(Float256 condition) => new() { numbers = ~condition.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.Select(Float256 condition, Float256 whenTrue, Float256 whenFalse) => new() { numbers = Vector256.ConditionalSelect(condition.numbers, whenTrue.numbers, whenFalse.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool ILane<Float256>.Any(Float256 condition) => condition.numbers.AsInt32() != Vector256<int>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.FirstLanes(int count) => new() { numbers = Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.Load(ref readonly float source, nint offset) => new() { numbers = Vector256.LoadUnsafe(in source, (nuint)offset) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.Load(ref readonly double source, nint offset) =>
        new() { numbers = Vector256.Narrow(Vector256.LoadUnsafe(in source, (nuint)offset), Vector256.LoadUnsafe(in source, (nuint)offset + 4)) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.Load(ref readonly byte source, nint offset) => new() { numbers = Bytes.Single256(in source, offset) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.Load(ref readonly long source, nint offset)
    {
        var lower = Vector256.ConvertToDouble(Vector256.LoadUnsafe(in source, (nuint)offset));
        var upper = Vector256.ConvertToDouble(Vector256.LoadUnsafe(in source, (nuint)offset + 4));
        return new() { numbers = Vector256.Narrow(lower, upper) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILane<Float256>.Store(Float256 value, ref float destination, nint offset) => value.numbers.StoreUnsafe(ref destination, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILane<Float256>.Store(Float256 value, ref double destination, nint offset)
    {
        var (lower, upper) = Vector256.Widen(value.numbers);
        lower.StoreUnsafe(ref destination, (nuint)offset);
        upper.StoreUnsafe(ref destination, (nuint)offset + 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static unsafe void ILane<Float256>.Stream(Float256 value, ref float destination, nint offset) => value.numbers.StoreAlignedNonTemporal((float*)Unsafe.AsPointer(ref destination) + offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double ILane<Float256>.Sum(Float256 value)
    {
        var (lower, upper) = Vector256.Widen(value.numbers);
        return Vector256.Sum(lower + upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double ILane<Float256>.Largest(Float256 value) => Extremes.Largest(value.numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double ILane<Float256>.Smallest(Float256 value) => Extremes.Smallest(value.numbers);

    // The addition of this constant leaves exponent + bias in the last bits of the mantissa. The shift moves these bits to the exponent.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.PowerOfTwo(Float256 exponent) => new() { numbers = ((exponent.numbers + Vector256.Create(12582912f + 127)).AsInt32() << 23).AsSingle() };

    // Reverse of PowerOfTwo: the shift moves the biased exponent to the last bits of a mantissa, and the subtraction removes bias and constant.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.Exponent(Float256 value) => new() { numbers = ((value.numbers.AsInt32() >>> 23) | Vector256.Create(0x4B000000)).AsSingle() - Vector256.Create(8388608f + 127) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.Scale(Float256 value, Float256 exponent) =>
        Avx512F.VL.IsSupported ? new() { numbers = Avx512F.VL.Scale(value.numbers, exponent.numbers) } : Exponents.Scale(value, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float256 ILane<Float256>.Mantissa(Float256 value, out Float256 exponent)
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
