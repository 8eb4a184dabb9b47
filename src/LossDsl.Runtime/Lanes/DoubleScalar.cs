using System.ComponentModel;
using System.Runtime.CompilerServices;
using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>Scalar lane of one float64: for processors without SIMD, for the last pixels of an image, and as the reference that tests compare the vectors with.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct DoubleScalar : IDoubleLane<DoubleScalar>
{
    private double number;

    private ulong Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => BitConverter.DoubleToUInt64Bits(number);
    }

    static int ILane<DoubleScalar>.Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.Broadcast(double value) => new() { number = value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.operator +(DoubleScalar a, DoubleScalar b) => new() { number = a.number + b.number };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.operator -(DoubleScalar a, DoubleScalar b) => new() { number = a.number - b.number };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.operator *(DoubleScalar a, DoubleScalar b) => new() { number = a.number * b.number };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.operator /(DoubleScalar a, DoubleScalar b) => new() { number = a.number / b.number };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.operator -(DoubleScalar value) => new() { number = -value.number };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.operator +(DoubleScalar a, double b) => new() { number = a.number + b };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.operator -(double a, DoubleScalar b) => new() { number = a - b.number };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.operator *(DoubleScalar a, double b) => new() { number = a.number * b };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.operator /(DoubleScalar a, double b) => new() { number = a.number / b };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.operator /(double a, DoubleScalar b) => new() { number = a / b.number };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.MultiplyAdd(DoubleScalar a, DoubleScalar b, DoubleScalar c) => new() { number = Math.FusedMultiplyAdd(a.number, b.number, c.number) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.MultiplyAdd(DoubleScalar a, DoubleScalar b, double c) => new() { number = Math.FusedMultiplyAdd(a.number, b.number, c) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.MultiplyAdd(DoubleScalar a, double b, DoubleScalar c) => new() { number = Math.FusedMultiplyAdd(a.number, b, c.number) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.Horner(DoubleScalar value, DoubleScalar x, double c3, double c2, double c1, double c0)
    {
        var upper = Math.FusedMultiplyAdd(Math.FusedMultiplyAdd(value.number, x.number, c3), x.number, c2);
        return new() { number = Math.FusedMultiplyAdd(Math.FusedMultiplyAdd(upper, x.number, c1), x.number, c0) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.Abs(DoubleScalar value) => new() { number = Math.Abs(value.number) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.Sqrt(DoubleScalar value) => new() { number = Math.Sqrt(value.number) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.Max(DoubleScalar a, DoubleScalar b) => a.number > b.number ? a : b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.LargerBits(DoubleScalar a, DoubleScalar b) => BitConverter.DoubleToUInt64Bits(a.number) > BitConverter.DoubleToUInt64Bits(b.number) ? a : b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.Min(DoubleScalar a, DoubleScalar b) => a.number < b.number ? a : b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.Round(DoubleScalar value) => new() { number = Math.Round(value.number) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.Less(DoubleScalar a, DoubleScalar b) => new() { number = Condition(a.number < b.number) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.LessOrEqual(DoubleScalar a, DoubleScalar b) => new() { number = Condition(a.number <= b.number) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.Equal(DoubleScalar a, DoubleScalar b) => new() { number = Condition(a.number == b.number) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.IsSigned(DoubleScalar value) => new() { number = Condition(double.IsNegative(value.number)) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.And(DoubleScalar a, DoubleScalar b) => new() { number = BitConverter.UInt64BitsToDouble(a.Bits & b.Bits) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.Or(DoubleScalar a, DoubleScalar b) => new() { number = BitConverter.UInt64BitsToDouble(a.Bits | b.Bits) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.Not(DoubleScalar condition) => new() { number = BitConverter.UInt64BitsToDouble(~condition.Bits) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.Select(DoubleScalar condition, DoubleScalar whenTrue, DoubleScalar whenFalse) => condition.Bits != 0 ? whenTrue : whenFalse;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool ILane<DoubleScalar>.Any(DoubleScalar condition) => condition.Bits != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.FirstLanes(int count) => new() { number = Condition(count > 0) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.Load(ref readonly float source, nint offset) => new() { number = Unsafe.Add(ref Unsafe.AsRef(in source), offset) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.Load(ref readonly double source, nint offset) => new() { number = Unsafe.Add(ref Unsafe.AsRef(in source), offset) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.Load(ref readonly byte source, nint offset) => new() { number = Unsafe.Add(ref Unsafe.AsRef(in source), offset) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.Load(ref readonly long source, nint offset) => new() { number = Unsafe.Add(ref Unsafe.AsRef(in source), offset) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILane<DoubleScalar>.Store(DoubleScalar value, ref float destination, nint offset) => Unsafe.Add(ref destination, offset) = (float)value.number;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILane<DoubleScalar>.Store(DoubleScalar value, ref double destination, nint offset) => Unsafe.Add(ref destination, offset) = value.number;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double ILane<DoubleScalar>.Sum(DoubleScalar value) => value.number;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double ILane<DoubleScalar>.Largest(DoubleScalar value) => value.number;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double ILane<DoubleScalar>.Smallest(DoubleScalar value) => value.number;

    // The addition of this constant leaves exponent + bias in the last bits of the mantissa. The shift moves these bits to the exponent.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.PowerOfTwo(DoubleScalar exponent) => new() { number = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(exponent.number + (6755399441055744.0 + 1023)) << 52) };

    // Reverse of PowerOfTwo: the shift moves the biased exponent to the last bits of a mantissa, and the subtraction removes bias and constant.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.Exponent(DoubleScalar value) => new() { number = BitConverter.UInt64BitsToDouble((value.Bits >>> 52) | 0x4330000000000000) - (4503599627370496.0 + 1023) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.Scale(DoubleScalar value, DoubleScalar exponent) => Exponents.Scale(value, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleScalar ILane<DoubleScalar>.Mantissa(DoubleScalar value, out DoubleScalar exponent) => Exponents.Mantissa(value, out exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Condition(bool holds) => BitConverter.Int64BitsToDouble(holds ? -1 : 0);
}
