using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>Lane of 16 float32 elements, in a register of 512 bits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Float512 : ISingleLane<Float512>
{
    private Vector512<float> numbers;

    static int ILane<Float512>.Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.Broadcast(double value) => new() { numbers = Vector512.Create((float)value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.operator +(Float512 a, Float512 b) => new() { numbers = a.numbers + b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.operator -(Float512 a, Float512 b) => new() { numbers = a.numbers - b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.operator *(Float512 a, Float512 b) => new() { numbers = a.numbers * b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.operator /(Float512 a, Float512 b) => new() { numbers = a.numbers / b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.operator -(Float512 value) => new() { numbers = -value.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.operator +(Float512 a, double b) => new() { numbers = a.numbers + Vector512.Create((float)b) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.operator -(double a, Float512 b) => new() { numbers = Vector512.Create((float)a) - b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.operator *(Float512 a, double b) => new() { numbers = a.numbers * Vector512.Create((float)b) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.operator /(Float512 a, double b) => new() { numbers = a.numbers / Vector512.Create((float)b) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.operator /(double a, Float512 b) => new() { numbers = Vector512.Create((float)a) / b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.MultiplyAdd(Float512 a, Float512 b, Float512 c) => new() { numbers = Vector512.FusedMultiplyAdd(a.numbers, b.numbers, c.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.MultiplyAdd(Float512 a, Float512 b, double c) => new() { numbers = Vector512.FusedMultiplyAdd(a.numbers, b.numbers, Vector512.Create((float)c)) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.MultiplyAdd(Float512 a, double b, Float512 c) => new() { numbers = Vector512.FusedMultiplyAdd(a.numbers, Vector512.Create((float)b), c.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.Horner(Float512 value, Float512 x, double c3, double c2, double c1, double c0)
    {
        var upper = Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(value.numbers, x.numbers, Vector512.Create((float)c3)), x.numbers, Vector512.Create((float)c2));
        return new() { numbers = Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(upper, x.numbers, Vector512.Create((float)c1)), x.numbers, Vector512.Create((float)c0)) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.Abs(Float512 value) => new() { numbers = Vector512.Abs(value.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.Sqrt(Float512 value) => new() { numbers = Vector512.Sqrt(value.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.Max(Float512 a, Float512 b) => new() { numbers = Vector512.MaxNative(a.numbers, b.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.LargerBits(Float512 a, Float512 b) => new() { numbers = Vector512.Max(a.numbers.AsUInt32(), b.numbers.AsUInt32()).AsSingle() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.Min(Float512 a, Float512 b) => new() { numbers = Vector512.MinNative(a.numbers, b.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.Round(Float512 value) => new() { numbers = Vector512.Round(value.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.Less(Float512 a, Float512 b) => new() { numbers = Vector512.LessThan(a.numbers, b.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.LessOrEqual(Float512 a, Float512 b) => new() { numbers = Vector512.LessThanOrEqual(a.numbers, b.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.Equal(Float512 a, Float512 b) => new() { numbers = Vector512.Equals(a.numbers, b.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.IsSigned(Float512 value) => new() { numbers = (value.numbers.AsInt32() >> 31).AsSingle() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.And(Float512 a, Float512 b) => new() { numbers = a.numbers & b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.Or(Float512 a, Float512 b) => new() { numbers = a.numbers | b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.Not(Float512 condition) => new() { numbers = ~condition.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.Select(Float512 condition, Float512 whenTrue, Float512 whenFalse) => new() { numbers = Vector512.ConditionalSelect(condition.numbers, whenTrue.numbers, whenFalse.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool ILane<Float512>.Any(Float512 condition) => condition.numbers.AsInt32() != Vector512<int>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.FirstLanes(int count) => new() { numbers = Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.Load(ref readonly float source, nint offset) => new() { numbers = Vector512.LoadUnsafe(in source, (nuint)offset) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.Load(ref readonly double source, nint offset) =>
        new() { numbers = Vector512.Narrow(Vector512.LoadUnsafe(in source, (nuint)offset), Vector512.LoadUnsafe(in source, (nuint)offset + 8)) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.Load(ref readonly byte source, nint offset) => new() { numbers = Bytes.Single512(in source, offset) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.Load(ref readonly long source, nint offset)
    {
        var lower = Vector512.ConvertToDouble(Vector512.LoadUnsafe(in source, (nuint)offset));
        var upper = Vector512.ConvertToDouble(Vector512.LoadUnsafe(in source, (nuint)offset + 8));
        return new() { numbers = Vector512.Narrow(lower, upper) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILane<Float512>.Store(Float512 value, ref float destination, nint offset) => value.numbers.StoreUnsafe(ref destination, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILane<Float512>.Store(Float512 value, ref double destination, nint offset)
    {
        var (lower, upper) = Vector512.Widen(value.numbers);
        lower.StoreUnsafe(ref destination, (nuint)offset);
        upper.StoreUnsafe(ref destination, (nuint)offset + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static unsafe void ILane<Float512>.Stream(Float512 value, ref float destination, nint offset) => value.numbers.StoreAlignedNonTemporal((float*)Unsafe.AsPointer(ref destination) + offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double ILane<Float512>.Sum(Float512 value)
    {
        var (lower, upper) = Vector512.Widen(value.numbers);
        return Vector512.Sum(lower + upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double ILane<Float512>.Largest(Float512 value) => Extremes.Largest(value.numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double ILane<Float512>.Smallest(Float512 value) => Extremes.Smallest(value.numbers);

    // The addition of this constant leaves exponent + bias in the last bits of the mantissa. The shift moves these bits to the exponent.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.PowerOfTwo(Float512 exponent) => new() { numbers = ((exponent.numbers + Vector512.Create(12582912f + 127)).AsInt32() << 23).AsSingle() };

    // Reverse of PowerOfTwo: the shift moves the biased exponent to the last bits of a mantissa, and the subtraction removes bias and constant.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.Exponent(Float512 value) => new() { numbers = ((value.numbers.AsInt32() >>> 23) | Vector512.Create(0x4B000000)).AsSingle() - Vector512.Create(8388608f + 127) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.Scale(Float512 value, Float512 exponent) =>
        Avx512F.IsSupported ? new() { numbers = Avx512F.Scale(value.numbers, exponent.numbers) } : Exponents.Scale(value, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float512 ILane<Float512>.Mantissa(Float512 value, out Float512 exponent)
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
