using System.Runtime.CompilerServices;

namespace LossDsl.Lanes;

/// <summary>One float32: for machines without vectors, and the measure that the vectors are tested against.</summary>
public readonly struct FloatScalar : ILane<FloatScalar>
{
    private readonly float number;

    private FloatScalar(float number) => this.number = number;

    private FloatScalar(bool condition) => number = BitConverter.Int32BitsToSingle(condition ? -1 : 0);

    private uint Bits => BitConverter.SingleToUInt32Bits(number);

    static int ILane<FloatScalar>.Count => 1;

    static bool ILane<FloatScalar>.IsSingle => true;

    static FloatScalar ILane<FloatScalar>.Of(double value) => new((float)value);

    static FloatScalar ILane<FloatScalar>.operator +(FloatScalar a, FloatScalar b) => new(a.number + b.number);

    static FloatScalar ILane<FloatScalar>.operator -(FloatScalar a, FloatScalar b) => new(a.number - b.number);

    static FloatScalar ILane<FloatScalar>.operator *(FloatScalar a, FloatScalar b) => new(a.number * b.number);

    static FloatScalar ILane<FloatScalar>.operator /(FloatScalar a, FloatScalar b) => new(a.number / b.number);

    static FloatScalar ILane<FloatScalar>.operator -(FloatScalar value) => new(-value.number);

    static FloatScalar ILane<FloatScalar>.MultiplyAdd(FloatScalar a, FloatScalar b, FloatScalar c) => new(MathF.FusedMultiplyAdd(a.number, b.number, c.number));

    static FloatScalar ILane<FloatScalar>.Abs(FloatScalar value) => new(MathF.Abs(value.number));

    static FloatScalar ILane<FloatScalar>.Sqrt(FloatScalar value) => new(MathF.Sqrt(value.number));

    static FloatScalar ILane<FloatScalar>.Max(FloatScalar a, FloatScalar b) => a.number > b.number ? a : b;

    static FloatScalar ILane<FloatScalar>.Min(FloatScalar a, FloatScalar b) => a.number < b.number ? a : b;

    static FloatScalar ILane<FloatScalar>.Round(FloatScalar value) => new(MathF.Round(value.number));

    static FloatScalar ILane<FloatScalar>.Less(FloatScalar a, FloatScalar b) => new(a.number < b.number);

    static FloatScalar ILane<FloatScalar>.LessOrEqual(FloatScalar a, FloatScalar b) => new(a.number <= b.number);

    static FloatScalar ILane<FloatScalar>.Equal(FloatScalar a, FloatScalar b) => new(a.number == b.number);

    static FloatScalar ILane<FloatScalar>.And(FloatScalar a, FloatScalar b) => new(BitConverter.UInt32BitsToSingle(a.Bits & b.Bits));

    static FloatScalar ILane<FloatScalar>.Or(FloatScalar a, FloatScalar b) => new(BitConverter.UInt32BitsToSingle(a.Bits | b.Bits));

    static FloatScalar ILane<FloatScalar>.Not(FloatScalar condition) => new(BitConverter.UInt32BitsToSingle(~condition.Bits));

    static FloatScalar ILane<FloatScalar>.Select(FloatScalar condition, FloatScalar whenTrue, FloatScalar whenFalse) => condition.Bits != 0 ? whenTrue : whenFalse;

    static bool ILane<FloatScalar>.Any(FloatScalar condition) => condition.Bits != 0;

    static FloatScalar ILane<FloatScalar>.FirstLanes(int count) => new(count > 0);

    static FloatScalar ILane<FloatScalar>.Load(ref readonly float source, nint offset) => new(Unsafe.Add(ref Unsafe.AsRef(in source), offset));

    static FloatScalar ILane<FloatScalar>.Load(ref readonly double source, nint offset) => new((float)Unsafe.Add(ref Unsafe.AsRef(in source), offset));

    static FloatScalar ILane<FloatScalar>.Load(ref readonly byte source, nint offset) => new((float)Unsafe.Add(ref Unsafe.AsRef(in source), offset));

    // By way of float64, as the vectors go.
    static FloatScalar ILane<FloatScalar>.Load(ref readonly long source, nint offset) => new((float)(double)Unsafe.Add(ref Unsafe.AsRef(in source), offset));

    static void ILane<FloatScalar>.Store(FloatScalar value, ref float destination, nint offset) => Unsafe.Add(ref destination, offset) = value.number;

    static void ILane<FloatScalar>.Store(FloatScalar value, ref double destination, nint offset) => Unsafe.Add(ref destination, offset) = value.number;

    static double ILane<FloatScalar>.Sum(FloatScalar value) => value.number;

    static double ILane<FloatScalar>.Largest(FloatScalar value) => value.number;

    static double ILane<FloatScalar>.Smallest(FloatScalar value) => value.number;

    // Added to this number, a whole one and the bias of exponents stand in its last bits; shifted, they are an exponent.
    static FloatScalar ILane<FloatScalar>.PowerOfTwo(FloatScalar exponent) => new(BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(exponent.number + (12582912f + 127)) << 23));

    // And the other way round.
    static FloatScalar ILane<FloatScalar>.Exponent(FloatScalar value) => new(BitConverter.UInt32BitsToSingle((value.Bits >>> 23) | 0x4B000000) - (8388608f + 127));
}
