using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>Lane of 4 float32 elements, in a register of 128 bits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Float128 : ISingleLane<Float128>
{
    private Vector128<float> numbers;

    static int ILane<Float128>.Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.Broadcast(double value) => new() { numbers = Vector128.Create((float)value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.operator +(Float128 a, Float128 b) => new() { numbers = a.numbers + b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.operator -(Float128 a, Float128 b) => new() { numbers = a.numbers - b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.operator *(Float128 a, Float128 b) => new() { numbers = a.numbers * b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.operator /(Float128 a, Float128 b) => new() { numbers = a.numbers / b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.operator -(Float128 value) => new() { numbers = -value.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.operator +(Float128 a, double b) => new() { numbers = a.numbers + Vector128.Create((float)b) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.operator -(double a, Float128 b) => new() { numbers = Vector128.Create((float)a) - b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.operator *(Float128 a, double b) => new() { numbers = a.numbers * Vector128.Create((float)b) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.operator /(Float128 a, double b) => new() { numbers = a.numbers / Vector128.Create((float)b) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.operator /(double a, Float128 b) => new() { numbers = Vector128.Create((float)a) / b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.MultiplyAdd(Float128 a, Float128 b, Float128 c) => new() { numbers = Vector128.FusedMultiplyAdd(a.numbers, b.numbers, c.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.MultiplyAdd(Float128 a, Float128 b, double c) => new() { numbers = Vector128.FusedMultiplyAdd(a.numbers, b.numbers, Vector128.Create((float)c)) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.MultiplyAdd(Float128 a, double b, Float128 c) => new() { numbers = Vector128.FusedMultiplyAdd(a.numbers, Vector128.Create((float)b), c.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.Horner(Float128 value, Float128 x, double c3, double c2, double c1, double c0)
    {
        var upper = Vector128.FusedMultiplyAdd(Vector128.FusedMultiplyAdd(value.numbers, x.numbers, Vector128.Create((float)c3)), x.numbers, Vector128.Create((float)c2));
        return new() { numbers = Vector128.FusedMultiplyAdd(Vector128.FusedMultiplyAdd(upper, x.numbers, Vector128.Create((float)c1)), x.numbers, Vector128.Create((float)c0)) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.Abs(Float128 value) => new() { numbers = Vector128.Abs(value.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.Sqrt(Float128 value) => new() { numbers = Vector128.Sqrt(value.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.Max(Float128 a, Float128 b) => new() { numbers = Vector128.MaxNative(a.numbers, b.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.LargerBits(Float128 a, Float128 b) => new() { numbers = Vector128.Max(a.numbers.AsUInt32(), b.numbers.AsUInt32()).AsSingle() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.Min(Float128 a, Float128 b) => new() { numbers = Vector128.MinNative(a.numbers, b.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.Round(Float128 value) => new() { numbers = Vector128.Round(value.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.Less(Float128 a, Float128 b) => new() { numbers = Vector128.LessThan(a.numbers, b.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.LessOrEqual(Float128 a, Float128 b) => new() { numbers = Vector128.LessThanOrEqual(a.numbers, b.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.Equal(Float128 a, Float128 b) => new() { numbers = Vector128.Equals(a.numbers, b.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.IsSigned(Float128 value) => new() { numbers = (value.numbers.AsInt32() >> 31).AsSingle() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.And(Float128 a, Float128 b) => new() { numbers = a.numbers & b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.Or(Float128 a, Float128 b) => new() { numbers = a.numbers | b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.Not(Float128 condition) => new() { numbers = ~condition.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.Select(Float128 condition, Float128 whenTrue, Float128 whenFalse) => new() { numbers = Vector128.ConditionalSelect(condition.numbers, whenTrue.numbers, whenFalse.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool ILane<Float128>.Any(Float128 condition) => condition.numbers.AsInt32() != Vector128<int>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.FirstLanes(int count) => new() { numbers = Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count)).AsSingle() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.Load(ref readonly float source, nint offset) => new() { numbers = Vector128.LoadUnsafe(in source, (nuint)offset) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.Load(ref readonly double source, nint offset) =>
        new() { numbers = Vector128.Narrow(Vector128.LoadUnsafe(in source, (nuint)offset), Vector128.LoadUnsafe(in source, (nuint)offset + 2)) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.Load(ref readonly byte source, nint offset) => new() { numbers = Bytes.Single128(in source, offset) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.Load(ref readonly long source, nint offset)
    {
        var lower = Vector128.ConvertToDouble(Vector128.LoadUnsafe(in source, (nuint)offset));
        var upper = Vector128.ConvertToDouble(Vector128.LoadUnsafe(in source, (nuint)offset + 2));
        return new() { numbers = Vector128.Narrow(lower, upper) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILane<Float128>.Store(Float128 value, ref float destination, nint offset) => value.numbers.StoreUnsafe(ref destination, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILane<Float128>.Store(Float128 value, ref double destination, nint offset)
    {
        var (lower, upper) = Vector128.Widen(value.numbers);
        lower.StoreUnsafe(ref destination, (nuint)offset);
        upper.StoreUnsafe(ref destination, (nuint)offset + 2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double ILane<Float128>.Sum(Float128 value)
    {
        var (lower, upper) = Vector128.Widen(value.numbers);
        return Vector128.Sum(lower + upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double ILane<Float128>.Largest(Float128 value) => Extremes.Largest(value.numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double ILane<Float128>.Smallest(Float128 value) => Extremes.Smallest(value.numbers);

    // The addition of this constant leaves exponent + bias in the last bits of the mantissa. The shift moves these bits to the exponent.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.PowerOfTwo(Float128 exponent) => new() { numbers = ((exponent.numbers + Vector128.Create(12582912f + 127)).AsInt32() << 23).AsSingle() };

    // Reverse of PowerOfTwo: the shift moves the biased exponent to the last bits of a mantissa, and the subtraction removes bias and constant.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.Exponent(Float128 value) => new() { numbers = ((value.numbers.AsInt32() >>> 23) | Vector128.Create(0x4B000000)).AsSingle() - Vector128.Create(8388608f + 127) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.Scale(Float128 value, Float128 exponent) =>
        Avx512F.VL.IsSupported ? new() { numbers = Avx512F.VL.Scale(value.numbers, exponent.numbers) } : Exponents.Scale(value, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Float128 ILane<Float128>.Mantissa(Float128 value, out Float128 exponent)
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
