using System.ComponentModel;
using System.Runtime.CompilerServices;
using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>Scalar lane of one float32: for processors without SIMD, for the last pixels of an image, and as the reference that tests compare the vectors with.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct FloatScalar : ISingleLane<FloatScalar>
{
    private float number;

    private uint Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => BitConverter.SingleToUInt32Bits(number);
    }

    static int ILane<FloatScalar>.Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.Broadcast(double value) => new() { number = (float)value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.operator +(FloatScalar a, FloatScalar b) => new() { number = a.number + b.number };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.operator -(FloatScalar a, FloatScalar b) => new() { number = a.number - b.number };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.operator *(FloatScalar a, FloatScalar b) => new() { number = a.number * b.number };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.operator /(FloatScalar a, FloatScalar b) => new() { number = a.number / b.number };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.operator -(FloatScalar value) => new() { number = -value.number };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.operator +(FloatScalar a, double b) => new() { number = a.number + (float)b };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.operator -(double a, FloatScalar b) => new() { number = (float)a - b.number };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.operator *(FloatScalar a, double b) => new() { number = a.number * (float)b };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.operator /(FloatScalar a, double b) => new() { number = a.number / (float)b };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.operator /(double a, FloatScalar b) => new() { number = (float)a / b.number };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.MultiplyAdd(FloatScalar a, FloatScalar b, FloatScalar c) => new() { number = MathF.FusedMultiplyAdd(a.number, b.number, c.number) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.MultiplyAdd(FloatScalar a, FloatScalar b, double c) => new() { number = MathF.FusedMultiplyAdd(a.number, b.number, (float)c) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.MultiplyAdd(FloatScalar a, double b, FloatScalar c) => new() { number = MathF.FusedMultiplyAdd(a.number, (float)b, c.number) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.Horner(FloatScalar value, FloatScalar x, double c3, double c2, double c1, double c0)
    {
        var upper = MathF.FusedMultiplyAdd(MathF.FusedMultiplyAdd(value.number, x.number, (float)c3), x.number, (float)c2);
        return new() { number = MathF.FusedMultiplyAdd(MathF.FusedMultiplyAdd(upper, x.number, (float)c1), x.number, (float)c0) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.Abs(FloatScalar value) => new() { number = MathF.Abs(value.number) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.Sqrt(FloatScalar value) => new() { number = MathF.Sqrt(value.number) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.Max(FloatScalar a, FloatScalar b) => a.number > b.number ? a : b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.LargerBits(FloatScalar a, FloatScalar b) => BitConverter.SingleToUInt32Bits(a.number) > BitConverter.SingleToUInt32Bits(b.number) ? a : b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.Min(FloatScalar a, FloatScalar b) => a.number < b.number ? a : b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.Round(FloatScalar value) => new() { number = MathF.Round(value.number) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.Less(FloatScalar a, FloatScalar b) => new() { number = Condition(a.number < b.number) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.LessOrEqual(FloatScalar a, FloatScalar b) => new() { number = Condition(a.number <= b.number) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.Equal(FloatScalar a, FloatScalar b) => new() { number = Condition(a.number == b.number) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.IsSigned(FloatScalar value) => new() { number = Condition(float.IsNegative(value.number)) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.And(FloatScalar a, FloatScalar b) => new() { number = BitConverter.UInt32BitsToSingle(a.Bits & b.Bits) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.Or(FloatScalar a, FloatScalar b) => new() { number = BitConverter.UInt32BitsToSingle(a.Bits | b.Bits) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.Not(FloatScalar condition) => new() { number = BitConverter.UInt32BitsToSingle(~condition.Bits) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.Select(FloatScalar condition, FloatScalar whenTrue, FloatScalar whenFalse) => condition.Bits != 0 ? whenTrue : whenFalse;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool ILane<FloatScalar>.Any(FloatScalar condition) => condition.Bits != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.FirstLanes(int count) => new() { number = Condition(count > 0) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.Load(ref readonly float source, nint offset) => new() { number = Unsafe.Add(ref Unsafe.AsRef(in source), offset) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.Load(ref readonly double source, nint offset) => new() { number = (float)Unsafe.Add(ref Unsafe.AsRef(in source), offset) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.Load(ref readonly byte source, nint offset) => new() { number = (float)Unsafe.Add(ref Unsafe.AsRef(in source), offset) };

    // Converted by way of float64, so that the rounding is that of the vector lanes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.Load(ref readonly long source, nint offset) => new() { number = (float)(double)Unsafe.Add(ref Unsafe.AsRef(in source), offset) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILane<FloatScalar>.Store(FloatScalar value, ref float destination, nint offset) => Unsafe.Add(ref destination, offset) = value.number;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILane<FloatScalar>.Store(FloatScalar value, ref double destination, nint offset) => Unsafe.Add(ref destination, offset) = value.number;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double ILane<FloatScalar>.Sum(FloatScalar value) => value.number;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double ILane<FloatScalar>.Largest(FloatScalar value) => value.number;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double ILane<FloatScalar>.Smallest(FloatScalar value) => value.number;

    // The addition of this constant leaves exponent + bias in the last bits of the mantissa. The shift moves these bits to the exponent.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.PowerOfTwo(FloatScalar exponent) => new() { number = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(exponent.number + (12582912f + 127)) << 23) };

    // Reverse of PowerOfTwo: the shift moves the biased exponent to the last bits of a mantissa, and the subtraction removes bias and constant.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.Exponent(FloatScalar value) => new() { number = BitConverter.UInt32BitsToSingle((value.Bits >>> 23) | 0x4B000000) - (8388608f + 127) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.Scale(FloatScalar value, FloatScalar exponent) => Exponents.Scale(value, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar ILane<FloatScalar>.Mantissa(FloatScalar value, out FloatScalar exponent) => Exponents.Mantissa(value, out exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Condition(bool holds) => BitConverter.Int32BitsToSingle(holds ? -1 : 0);
}
