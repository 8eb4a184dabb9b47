using System.Runtime.CompilerServices;

namespace LossDsl.Lanes;

/// <summary>One float64: for machines without vectors, and the measure that the vectors are tested against.</summary>
public readonly struct DoubleScalar : ILane<DoubleScalar>
{
    private readonly double number;

    private DoubleScalar(double number) => this.number = number;

    private DoubleScalar(bool condition) => number = BitConverter.Int64BitsToDouble(condition ? -1 : 0);

    private ulong Bits => BitConverter.DoubleToUInt64Bits(number);

    static int ILane<DoubleScalar>.Count => 1;

    static bool ILane<DoubleScalar>.IsSingle => false;

    static DoubleScalar ILane<DoubleScalar>.Of(double value) => new(value);

    static DoubleScalar ILane<DoubleScalar>.operator +(DoubleScalar a, DoubleScalar b) => new(a.number + b.number);

    static DoubleScalar ILane<DoubleScalar>.operator -(DoubleScalar a, DoubleScalar b) => new(a.number - b.number);

    static DoubleScalar ILane<DoubleScalar>.operator *(DoubleScalar a, DoubleScalar b) => new(a.number * b.number);

    static DoubleScalar ILane<DoubleScalar>.operator /(DoubleScalar a, DoubleScalar b) => new(a.number / b.number);

    static DoubleScalar ILane<DoubleScalar>.operator -(DoubleScalar value) => new(-value.number);

    static DoubleScalar ILane<DoubleScalar>.MultiplyAdd(DoubleScalar a, DoubleScalar b, DoubleScalar c) => new(Math.FusedMultiplyAdd(a.number, b.number, c.number));

    static DoubleScalar ILane<DoubleScalar>.Abs(DoubleScalar value) => new(Math.Abs(value.number));

    static DoubleScalar ILane<DoubleScalar>.Sqrt(DoubleScalar value) => new(Math.Sqrt(value.number));

    static DoubleScalar ILane<DoubleScalar>.Max(DoubleScalar a, DoubleScalar b) => a.number > b.number ? a : b;

    static DoubleScalar ILane<DoubleScalar>.Min(DoubleScalar a, DoubleScalar b) => a.number < b.number ? a : b;

    static DoubleScalar ILane<DoubleScalar>.Round(DoubleScalar value) => new(Math.Round(value.number));

    static DoubleScalar ILane<DoubleScalar>.Less(DoubleScalar a, DoubleScalar b) => new(a.number < b.number);

    static DoubleScalar ILane<DoubleScalar>.LessOrEqual(DoubleScalar a, DoubleScalar b) => new(a.number <= b.number);

    static DoubleScalar ILane<DoubleScalar>.Equal(DoubleScalar a, DoubleScalar b) => new(a.number == b.number);

    static DoubleScalar ILane<DoubleScalar>.And(DoubleScalar a, DoubleScalar b) => new(BitConverter.UInt64BitsToDouble(a.Bits & b.Bits));

    static DoubleScalar ILane<DoubleScalar>.Or(DoubleScalar a, DoubleScalar b) => new(BitConverter.UInt64BitsToDouble(a.Bits | b.Bits));

    static DoubleScalar ILane<DoubleScalar>.Not(DoubleScalar condition) => new(BitConverter.UInt64BitsToDouble(~condition.Bits));

    static DoubleScalar ILane<DoubleScalar>.Select(DoubleScalar condition, DoubleScalar whenTrue, DoubleScalar whenFalse) => condition.Bits != 0 ? whenTrue : whenFalse;

    static bool ILane<DoubleScalar>.Any(DoubleScalar condition) => condition.Bits != 0;

    static DoubleScalar ILane<DoubleScalar>.FirstLanes(int count) => new(count > 0);

    static DoubleScalar ILane<DoubleScalar>.Load(ref readonly float source, nint offset) => new(Unsafe.Add(ref Unsafe.AsRef(in source), offset));

    static DoubleScalar ILane<DoubleScalar>.Load(ref readonly double source, nint offset) => new(Unsafe.Add(ref Unsafe.AsRef(in source), offset));

    static DoubleScalar ILane<DoubleScalar>.Load(ref readonly byte source, nint offset) => new(Unsafe.Add(ref Unsafe.AsRef(in source), offset));

    static DoubleScalar ILane<DoubleScalar>.Load(ref readonly long source, nint offset) => new(Unsafe.Add(ref Unsafe.AsRef(in source), offset));

    static void ILane<DoubleScalar>.Store(DoubleScalar value, ref float destination, nint offset) => Unsafe.Add(ref destination, offset) = (float)value.number;

    static void ILane<DoubleScalar>.Store(DoubleScalar value, ref double destination, nint offset) => Unsafe.Add(ref destination, offset) = value.number;

    static double ILane<DoubleScalar>.Sum(DoubleScalar value) => value.number;

    static double ILane<DoubleScalar>.Largest(DoubleScalar value) => value.number;

    static double ILane<DoubleScalar>.Smallest(DoubleScalar value) => value.number;

    // Added to this number, a whole one and the bias of exponents stand in its last bits; shifted, they are an exponent.
    static DoubleScalar ILane<DoubleScalar>.PowerOfTwo(DoubleScalar exponent) => new(BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(exponent.number + (6755399441055744.0 + 1023)) << 52));

    // And the other way round.
    static DoubleScalar ILane<DoubleScalar>.Exponent(DoubleScalar value) => new(BitConverter.UInt64BitsToDouble((value.Bits >>> 52) | 0x4330000000000000) - (4503599627370496.0 + 1023));
}
