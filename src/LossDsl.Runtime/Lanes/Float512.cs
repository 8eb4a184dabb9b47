using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossDsl.Lanes;

/// <summary>16 float32.</summary>
public readonly struct Float512 : ILane<Float512>
{
    private readonly Vector512<float> numbers;

    private Float512(Vector512<float> numbers) => this.numbers = numbers;

    static int ILane<Float512>.Count => 16;

    static bool ILane<Float512>.IsSingle => true;

    static Float512 ILane<Float512>.Of(double value) => new(Vector512.Create((float)value));

    static Float512 ILane<Float512>.operator +(Float512 a, Float512 b) => new(a.numbers + b.numbers);

    static Float512 ILane<Float512>.operator -(Float512 a, Float512 b) => new(a.numbers - b.numbers);

    static Float512 ILane<Float512>.operator *(Float512 a, Float512 b) => new(a.numbers * b.numbers);

    static Float512 ILane<Float512>.operator /(Float512 a, Float512 b) => new(a.numbers / b.numbers);

    static Float512 ILane<Float512>.operator -(Float512 value) => new(-value.numbers);

    static Float512 ILane<Float512>.MultiplyAdd(Float512 a, Float512 b, Float512 c) => new(Vector512.FusedMultiplyAdd(a.numbers, b.numbers, c.numbers));

    static Float512 ILane<Float512>.Abs(Float512 value) => new(Vector512.Abs(value.numbers));

    static Float512 ILane<Float512>.Sqrt(Float512 value) => new(Vector512.Sqrt(value.numbers));

    static Float512 ILane<Float512>.Max(Float512 a, Float512 b) => new(Vector512.MaxNative(a.numbers, b.numbers));

    static Float512 ILane<Float512>.Min(Float512 a, Float512 b) => new(Vector512.MinNative(a.numbers, b.numbers));

    static Float512 ILane<Float512>.Round(Float512 value) => new(Vector512.Round(value.numbers));

    static Float512 ILane<Float512>.Less(Float512 a, Float512 b) => new(Vector512.LessThan(a.numbers, b.numbers));

    static Float512 ILane<Float512>.LessOrEqual(Float512 a, Float512 b) => new(Vector512.LessThanOrEqual(a.numbers, b.numbers));

    static Float512 ILane<Float512>.Equal(Float512 a, Float512 b) => new(Vector512.Equals(a.numbers, b.numbers));

    static Float512 ILane<Float512>.And(Float512 a, Float512 b) => new(a.numbers & b.numbers);

    static Float512 ILane<Float512>.Or(Float512 a, Float512 b) => new(a.numbers | b.numbers);

    static Float512 ILane<Float512>.Not(Float512 condition) => new(~condition.numbers);

    static Float512 ILane<Float512>.Select(Float512 condition, Float512 whenTrue, Float512 whenFalse) => new(Vector512.ConditionalSelect(condition.numbers, whenTrue.numbers, whenFalse.numbers));

    static bool ILane<Float512>.Any(Float512 condition) => condition.numbers.AsInt32() != Vector512<int>.Zero;

    static Float512 ILane<Float512>.FirstLanes(int count) => new(Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle());

    static Float512 ILane<Float512>.Load(ref readonly float source, nint offset) => new(Vector512.LoadUnsafe(in source, (nuint)offset));

    static Float512 ILane<Float512>.Load(ref readonly double source, nint offset) =>
        new(Vector512.Narrow(Vector512.LoadUnsafe(in source, (nuint)offset), Vector512.LoadUnsafe(in source, (nuint)offset + 8)));

    static Float512 ILane<Float512>.Load(ref readonly byte source, nint offset) => new(Bytes.Single512(in source, offset));

    static Float512 ILane<Float512>.Load(ref readonly long source, nint offset) => new(Vector512.Narrow(
        Vector512.ConvertToDouble(Vector512.LoadUnsafe(in source, (nuint)offset)), Vector512.ConvertToDouble(Vector512.LoadUnsafe(in source, (nuint)offset + 8))));

    static void ILane<Float512>.Store(Float512 value, ref float destination, nint offset) => value.numbers.StoreUnsafe(ref destination, (nuint)offset);

    static void ILane<Float512>.Store(Float512 value, ref double destination, nint offset)
    {
        var (lower, upper) = Vector512.Widen(value.numbers);
        lower.StoreUnsafe(ref destination, (nuint)offset);
        upper.StoreUnsafe(ref destination, (nuint)offset + 8);
    }

    static double ILane<Float512>.Sum(Float512 value)
    {
        var (lower, upper) = Vector512.Widen(value.numbers);
        return Vector512.Sum(lower + upper);
    }

    static double ILane<Float512>.Largest(Float512 value) => Extremes.Largest(value.numbers);

    static double ILane<Float512>.Smallest(Float512 value) => Extremes.Smallest(value.numbers);

    // Added to this number, a whole one and the bias of exponents stand in its last bits; shifted, they are an exponent.
    static Float512 ILane<Float512>.PowerOfTwo(Float512 exponent) => new(((exponent.numbers + Vector512.Create(12582912f + 127)).AsInt32() << 23).AsSingle());

    // And the other way round.
    static Float512 ILane<Float512>.Exponent(Float512 value) => new(((value.numbers.AsInt32() >>> 23) | Vector512.Create(0x4B000000)).AsSingle() - Vector512.Create(8388608f + 127));

    static Float512 ILane<Float512>.Scale(Float512 value, Float512 exponent) =>
        Avx512F.IsSupported ? new(Avx512F.Scale(value.numbers, exponent.numbers)) : Exponents.Scale(value, exponent);

    static Float512 ILane<Float512>.Mantissa(Float512 value, out Float512 exponent)
    {
        if (!Avx512F.IsSupported)
        {
            return Exponents.Mantissa(value, out exponent);
        }

        var mantissa = Avx512F.GetMantissa(value.numbers, Exponents.MantissaControl);
        exponent = new(Avx512F.GetExponent(value.numbers) - Avx512F.GetExponent(mantissa));
        return new(mantissa);
    }
}
