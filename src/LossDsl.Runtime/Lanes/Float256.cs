using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossDsl.Lanes;

/// <summary>8 float32.</summary>
public readonly struct Float256 : ILane<Float256>
{
    private readonly Vector256<float> numbers;

    private Float256(Vector256<float> numbers) => this.numbers = numbers;

    static int ILane<Float256>.Count => 8;

    static bool ILane<Float256>.IsSingle => true;

    static Float256 ILane<Float256>.Of(double value) => new(Vector256.Create((float)value));

    static Float256 ILane<Float256>.operator +(Float256 a, Float256 b) => new(a.numbers + b.numbers);

    static Float256 ILane<Float256>.operator -(Float256 a, Float256 b) => new(a.numbers - b.numbers);

    static Float256 ILane<Float256>.operator *(Float256 a, Float256 b) => new(a.numbers * b.numbers);

    static Float256 ILane<Float256>.operator /(Float256 a, Float256 b) => new(a.numbers / b.numbers);

    static Float256 ILane<Float256>.operator -(Float256 value) => new(-value.numbers);

    static Float256 ILane<Float256>.MultiplyAdd(Float256 a, Float256 b, Float256 c) => new(Vector256.FusedMultiplyAdd(a.numbers, b.numbers, c.numbers));

    static Float256 ILane<Float256>.Abs(Float256 value) => new(Vector256.Abs(value.numbers));

    static Float256 ILane<Float256>.Sqrt(Float256 value) => new(Vector256.Sqrt(value.numbers));

    static Float256 ILane<Float256>.Max(Float256 a, Float256 b) => new(Vector256.MaxNative(a.numbers, b.numbers));

    static Float256 ILane<Float256>.Min(Float256 a, Float256 b) => new(Vector256.MinNative(a.numbers, b.numbers));

    static Float256 ILane<Float256>.Round(Float256 value) => new(Vector256.Round(value.numbers));

    static Float256 ILane<Float256>.Less(Float256 a, Float256 b) => new(Vector256.LessThan(a.numbers, b.numbers));

    static Float256 ILane<Float256>.LessOrEqual(Float256 a, Float256 b) => new(Vector256.LessThanOrEqual(a.numbers, b.numbers));

    static Float256 ILane<Float256>.Equal(Float256 a, Float256 b) => new(Vector256.Equals(a.numbers, b.numbers));

    static Float256 ILane<Float256>.And(Float256 a, Float256 b) => new(a.numbers & b.numbers);

    static Float256 ILane<Float256>.Or(Float256 a, Float256 b) => new(a.numbers | b.numbers);

    static Float256 ILane<Float256>.Not(Float256 condition) => new(~condition.numbers);

    static Float256 ILane<Float256>.Select(Float256 condition, Float256 whenTrue, Float256 whenFalse) => new(Vector256.ConditionalSelect(condition.numbers, whenTrue.numbers, whenFalse.numbers));

    static bool ILane<Float256>.Any(Float256 condition) => condition.numbers.AsInt32() != Vector256<int>.Zero;

    static Float256 ILane<Float256>.FirstLanes(int count) => new(Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle());

    static Float256 ILane<Float256>.Load(ref readonly float source, nint offset) => new(Vector256.LoadUnsafe(in source, (nuint)offset));

    static Float256 ILane<Float256>.Load(ref readonly double source, nint offset) =>
        new(Vector256.Narrow(Vector256.LoadUnsafe(in source, (nuint)offset), Vector256.LoadUnsafe(in source, (nuint)offset + 4)));

    static Float256 ILane<Float256>.Load(ref readonly byte source, nint offset) => new(Bytes.Single256(in source, offset));

    static Float256 ILane<Float256>.Load(ref readonly long source, nint offset) => new(Vector256.Narrow(
        Vector256.ConvertToDouble(Vector256.LoadUnsafe(in source, (nuint)offset)), Vector256.ConvertToDouble(Vector256.LoadUnsafe(in source, (nuint)offset + 4))));

    static void ILane<Float256>.Store(Float256 value, ref float destination, nint offset) => value.numbers.StoreUnsafe(ref destination, (nuint)offset);

    static void ILane<Float256>.Store(Float256 value, ref double destination, nint offset)
    {
        var (lower, upper) = Vector256.Widen(value.numbers);
        lower.StoreUnsafe(ref destination, (nuint)offset);
        upper.StoreUnsafe(ref destination, (nuint)offset + 4);
    }

    static double ILane<Float256>.Sum(Float256 value)
    {
        var (lower, upper) = Vector256.Widen(value.numbers);
        return Vector256.Sum(lower + upper);
    }

    static double ILane<Float256>.Largest(Float256 value) => Extremes.Largest(value.numbers);

    static double ILane<Float256>.Smallest(Float256 value) => Extremes.Smallest(value.numbers);

    // Added to this number, a whole one and the bias of exponents stand in its last bits; shifted, they are an exponent.
    static Float256 ILane<Float256>.PowerOfTwo(Float256 exponent) => new(((exponent.numbers + Vector256.Create(12582912f + 127)).AsInt32() << 23).AsSingle());

    // And the other way round.
    static Float256 ILane<Float256>.Exponent(Float256 value) => new(((value.numbers.AsInt32() >>> 23) | Vector256.Create(0x4B000000)).AsSingle() - Vector256.Create(8388608f + 127));

    static Float256 ILane<Float256>.Scale(Float256 value, Float256 exponent) =>
        Avx512F.VL.IsSupported ? new(Avx512F.VL.Scale(value.numbers, exponent.numbers)) : Exponents.Scale(value, exponent);

    static Float256 ILane<Float256>.Mantissa(Float256 value, out Float256 exponent)
    {
        if (!Avx512F.VL.IsSupported)
        {
            return Exponents.Mantissa(value, out exponent);
        }

        var mantissa = Avx512F.VL.GetMantissa(value.numbers, Exponents.MantissaControl);
        exponent = new(Avx512F.VL.GetExponent(value.numbers) - Avx512F.VL.GetExponent(mantissa));
        return new(mantissa);
    }
}
