using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>Lane of 2 float64 elements, in a register of 128 bits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Double128 : IDoubleLane<Double128>
{
    private Vector128<double> numbers;

    static int ILane<Double128>.Count => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.Broadcast(double value) => new() { numbers = Vector128.Create(value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.operator +(Double128 a, Double128 b) => new() { numbers = a.numbers + b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.operator -(Double128 a, Double128 b) => new() { numbers = a.numbers - b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.operator *(Double128 a, Double128 b) => new() { numbers = a.numbers * b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.operator /(Double128 a, Double128 b) => new() { numbers = a.numbers / b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.operator -(Double128 value) => new() { numbers = -value.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.operator +(Double128 a, double b) => new() { numbers = a.numbers + Vector128.Create(b) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.operator -(double a, Double128 b) => new() { numbers = Vector128.Create(a) - b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.operator *(Double128 a, double b) => new() { numbers = a.numbers * Vector128.Create(b) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.operator /(Double128 a, double b) => new() { numbers = a.numbers / Vector128.Create(b) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.operator /(double a, Double128 b) => new() { numbers = Vector128.Create(a) / b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.MultiplyAdd(Double128 a, Double128 b, Double128 c) => new() { numbers = Vector128.FusedMultiplyAdd(a.numbers, b.numbers, c.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.MultiplyAdd(Double128 a, Double128 b, double c) => new() { numbers = Vector128.FusedMultiplyAdd(a.numbers, b.numbers, Vector128.Create(c)) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.MultiplyAdd(Double128 a, double b, Double128 c) => new() { numbers = Vector128.FusedMultiplyAdd(a.numbers, Vector128.Create(b), c.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.Horner(Double128 value, Double128 x, double c3, double c2, double c1, double c0)
    {
        var upper = Vector128.FusedMultiplyAdd(Vector128.FusedMultiplyAdd(value.numbers, x.numbers, Vector128.Create(c3)), x.numbers, Vector128.Create(c2));
        return new() { numbers = Vector128.FusedMultiplyAdd(Vector128.FusedMultiplyAdd(upper, x.numbers, Vector128.Create(c1)), x.numbers, Vector128.Create(c0)) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.Abs(Double128 value) => new() { numbers = Vector128.Abs(value.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.Sqrt(Double128 value) => new() { numbers = Vector128.Sqrt(value.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.Max(Double128 a, Double128 b) => new() { numbers = Vector128.MaxNative(a.numbers, b.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.LargerBits(Double128 a, Double128 b) => new() { numbers = Vector128.Max(a.numbers.AsUInt64(), b.numbers.AsUInt64()).AsDouble() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.Min(Double128 a, Double128 b) => new() { numbers = Vector128.MinNative(a.numbers, b.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.Round(Double128 value) => new() { numbers = Vector128.Round(value.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.Less(Double128 a, Double128 b) => new() { numbers = Vector128.LessThan(a.numbers, b.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.LessOrEqual(Double128 a, Double128 b) => new() { numbers = Vector128.LessThanOrEqual(a.numbers, b.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.Equal(Double128 a, Double128 b) => new() { numbers = Vector128.Equals(a.numbers, b.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.IsSigned(Double128 value) => new() { numbers = Vector128.LessThan(value.numbers.AsInt64(), Vector128<long>.Zero).AsDouble() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.And(Double128 a, Double128 b) => new() { numbers = a.numbers & b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.Or(Double128 a, Double128 b) => new() { numbers = a.numbers | b.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.Not(Double128 condition) => new() { numbers = ~condition.numbers };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.Select(Double128 condition, Double128 whenTrue, Double128 whenFalse) => new() { numbers = Vector128.ConditionalSelect(condition.numbers, whenTrue.numbers, whenFalse.numbers) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool ILane<Double128>.Any(Double128 condition) => condition.numbers.AsInt64() != Vector128<long>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.FirstLanes(int count) => new() { numbers = Vector128.LessThan(Vector128<long>.Indices, Vector128.Create((long)count)).AsDouble() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.Load(ref readonly float source, nint offset) => new() { numbers = Vector128.Create(Unsafe.Add(ref Unsafe.AsRef(in source), offset), (double)Unsafe.Add(ref Unsafe.AsRef(in source), offset + 1)) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.Load(ref readonly double source, nint offset) => new() { numbers = Vector128.LoadUnsafe(in source, (nuint)offset) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.Load(ref readonly byte source, nint offset) => new() { numbers = Bytes.Double128(in source, offset) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.Load(ref readonly long source, nint offset) => new() { numbers = Vector128.ConvertToDouble(Vector128.LoadUnsafe(in source, (nuint)offset)) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILane<Double128>.Store(Double128 value, ref float destination, nint offset) =>
        Unsafe.WriteUnaligned(ref Unsafe.As<float, byte>(ref Unsafe.Add(ref destination, offset)), Vector128.Narrow(value.numbers, value.numbers).AsUInt64().ToScalar());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILane<Double128>.Store(Double128 value, ref double destination, nint offset) => value.numbers.StoreUnsafe(ref destination, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double ILane<Double128>.Sum(Double128 value) => Vector128.Sum(value.numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double ILane<Double128>.Largest(Double128 value) => Extremes.Largest(value.numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double ILane<Double128>.Smallest(Double128 value) => Extremes.Smallest(value.numbers);

    // The addition of this constant leaves exponent + bias in the last bits of the mantissa. The shift moves these bits to the exponent.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.PowerOfTwo(Double128 exponent) => new() { numbers = ((exponent.numbers + Vector128.Create(6755399441055744.0 + 1023)).AsInt64() << 52).AsDouble() };

    // Reverse of PowerOfTwo: the shift moves the biased exponent to the last bits of a mantissa, and the subtraction removes bias and constant.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.Exponent(Double128 value) => new() { numbers = ((value.numbers.AsInt64() >>> 52) | Vector128.Create(0x4330000000000000)).AsDouble() - Vector128.Create(4503599627370496.0 + 1023) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.Scale(Double128 value, Double128 exponent) =>
        Avx512F.VL.IsSupported ? new() { numbers = Avx512F.VL.Scale(value.numbers, exponent.numbers) } : Exponents.Scale(value, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double128 ILane<Double128>.Mantissa(Double128 value, out Double128 exponent)
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
