using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossDsl.Lanes;

/// <summary>4 float32.</summary>
public readonly struct Float128 : ILane<Float128>
{
    private readonly Vector128<float> numbers;

    private Float128(Vector128<float> numbers) => this.numbers = numbers;

    static int ILane<Float128>.Count => 4;

    static bool ILane<Float128>.IsSingle => true;

    static Float128 ILane<Float128>.Of(double value) => new(Vector128.Create((float)value));

    static Float128 ILane<Float128>.operator +(Float128 a, Float128 b) => new(a.numbers + b.numbers);

    static Float128 ILane<Float128>.operator -(Float128 a, Float128 b) => new(a.numbers - b.numbers);

    static Float128 ILane<Float128>.operator *(Float128 a, Float128 b) => new(a.numbers * b.numbers);

    static Float128 ILane<Float128>.operator /(Float128 a, Float128 b) => new(a.numbers / b.numbers);

    static Float128 ILane<Float128>.operator -(Float128 value) => new(-value.numbers);

    static Float128 ILane<Float128>.MultiplyAdd(Float128 a, Float128 b, Float128 c) => new(Vector128.FusedMultiplyAdd(a.numbers, b.numbers, c.numbers));

    static Float128 ILane<Float128>.Abs(Float128 value) => new(Vector128.Abs(value.numbers));

    static Float128 ILane<Float128>.Sqrt(Float128 value) => new(Vector128.Sqrt(value.numbers));

    static Float128 ILane<Float128>.Max(Float128 a, Float128 b) => new(Vector128.MaxNative(a.numbers, b.numbers));

    static Float128 ILane<Float128>.Min(Float128 a, Float128 b) => new(Vector128.MinNative(a.numbers, b.numbers));

    static Float128 ILane<Float128>.Round(Float128 value) => new(Vector128.Round(value.numbers));

    static Float128 ILane<Float128>.Less(Float128 a, Float128 b) => new(Vector128.LessThan(a.numbers, b.numbers));

    static Float128 ILane<Float128>.LessOrEqual(Float128 a, Float128 b) => new(Vector128.LessThanOrEqual(a.numbers, b.numbers));

    static Float128 ILane<Float128>.Equal(Float128 a, Float128 b) => new(Vector128.Equals(a.numbers, b.numbers));

    static Float128 ILane<Float128>.And(Float128 a, Float128 b) => new(a.numbers & b.numbers);

    static Float128 ILane<Float128>.Or(Float128 a, Float128 b) => new(a.numbers | b.numbers);

    static Float128 ILane<Float128>.Not(Float128 condition) => new(~condition.numbers);

    static Float128 ILane<Float128>.Select(Float128 condition, Float128 whenTrue, Float128 whenFalse) => new(Vector128.ConditionalSelect(condition.numbers, whenTrue.numbers, whenFalse.numbers));

    static bool ILane<Float128>.Any(Float128 condition) => condition.numbers.AsInt32() != Vector128<int>.Zero;

    static Float128 ILane<Float128>.FirstLanes(int count) => new(Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count)).AsSingle());

    static Float128 ILane<Float128>.Load(ref readonly float source, nint offset) => new(Vector128.LoadUnsafe(in source, (nuint)offset));

    static Float128 ILane<Float128>.Load(ref readonly double source, nint offset) =>
        new(Vector128.Narrow(Vector128.LoadUnsafe(in source, (nuint)offset), Vector128.LoadUnsafe(in source, (nuint)offset + 2)));

    static Float128 ILane<Float128>.Load(ref readonly byte source, nint offset) => new(Bytes.Single128(in source, offset));

    static Float128 ILane<Float128>.Load(ref readonly long source, nint offset) => new(Vector128.Narrow(
        Vector128.ConvertToDouble(Vector128.LoadUnsafe(in source, (nuint)offset)), Vector128.ConvertToDouble(Vector128.LoadUnsafe(in source, (nuint)offset + 2))));

    static void ILane<Float128>.Store(Float128 value, ref float destination, nint offset) => value.numbers.StoreUnsafe(ref destination, (nuint)offset);

    static void ILane<Float128>.Store(Float128 value, ref double destination, nint offset)
    {
        var (lower, upper) = Vector128.Widen(value.numbers);
        lower.StoreUnsafe(ref destination, (nuint)offset);
        upper.StoreUnsafe(ref destination, (nuint)offset + 2);
    }

    static double ILane<Float128>.Sum(Float128 value)
    {
        var (lower, upper) = Vector128.Widen(value.numbers);
        return Vector128.Sum(lower + upper);
    }

    static double ILane<Float128>.Largest(Float128 value) => Extremes.Largest(value.numbers);

    static double ILane<Float128>.Smallest(Float128 value) => Extremes.Smallest(value.numbers);

    // Added to this number, a whole one and the bias of exponents stand in its last bits; shifted, they are an exponent.
    static Float128 ILane<Float128>.PowerOfTwo(Float128 exponent) => new(((exponent.numbers + Vector128.Create(12582912f + 127)).AsInt32() << 23).AsSingle());

    // And the other way round.
    static Float128 ILane<Float128>.Exponent(Float128 value) => new(((value.numbers.AsInt32() >>> 23) | Vector128.Create(0x4B000000)).AsSingle() - Vector128.Create(8388608f + 127));

    static Float128 ILane<Float128>.Scale(Float128 value, Float128 exponent) =>
        Avx512F.VL.IsSupported ? new(Avx512F.VL.Scale(value.numbers, exponent.numbers)) : Exponents.Scale(value, exponent);

    static Float128 ILane<Float128>.Mantissa(Float128 value, out Float128 exponent)
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
