using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossDsl.Lanes;

/// <summary>8 float64.</summary>
public readonly struct Double512 : ILane<Double512>
{
    private readonly Vector512<double> numbers;

    private Double512(Vector512<double> numbers) => this.numbers = numbers;

    static int ILane<Double512>.Count => 8;

    static bool ILane<Double512>.IsSingle => false;

    static Double512 ILane<Double512>.Of(double value) => new(Vector512.Create(value));

    static Double512 ILane<Double512>.operator +(Double512 a, Double512 b) => new(a.numbers + b.numbers);

    static Double512 ILane<Double512>.operator -(Double512 a, Double512 b) => new(a.numbers - b.numbers);

    static Double512 ILane<Double512>.operator *(Double512 a, Double512 b) => new(a.numbers * b.numbers);

    static Double512 ILane<Double512>.operator /(Double512 a, Double512 b) => new(a.numbers / b.numbers);

    static Double512 ILane<Double512>.operator -(Double512 value) => new(-value.numbers);

    static Double512 ILane<Double512>.MultiplyAdd(Double512 a, Double512 b, Double512 c) => new(Vector512.FusedMultiplyAdd(a.numbers, b.numbers, c.numbers));

    static Double512 ILane<Double512>.Abs(Double512 value) => new(Vector512.Abs(value.numbers));

    static Double512 ILane<Double512>.Sqrt(Double512 value) => new(Vector512.Sqrt(value.numbers));

    static Double512 ILane<Double512>.Max(Double512 a, Double512 b) => new(Vector512.MaxNative(a.numbers, b.numbers));

    static Double512 ILane<Double512>.Min(Double512 a, Double512 b) => new(Vector512.MinNative(a.numbers, b.numbers));

    static Double512 ILane<Double512>.Round(Double512 value) => new(Vector512.Round(value.numbers));

    static Double512 ILane<Double512>.Less(Double512 a, Double512 b) => new(Vector512.LessThan(a.numbers, b.numbers));

    static Double512 ILane<Double512>.LessOrEqual(Double512 a, Double512 b) => new(Vector512.LessThanOrEqual(a.numbers, b.numbers));

    static Double512 ILane<Double512>.Equal(Double512 a, Double512 b) => new(Vector512.Equals(a.numbers, b.numbers));

    static Double512 ILane<Double512>.And(Double512 a, Double512 b) => new(a.numbers & b.numbers);

    static Double512 ILane<Double512>.Or(Double512 a, Double512 b) => new(a.numbers | b.numbers);

    static Double512 ILane<Double512>.Not(Double512 condition) => new(~condition.numbers);

    static Double512 ILane<Double512>.Select(Double512 condition, Double512 whenTrue, Double512 whenFalse) => new(Vector512.ConditionalSelect(condition.numbers, whenTrue.numbers, whenFalse.numbers));

    static bool ILane<Double512>.Any(Double512 condition) => condition.numbers.AsInt64() != Vector512<long>.Zero;

    static Double512 ILane<Double512>.FirstLanes(int count) => new(Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)).AsDouble());

    static Double512 ILane<Double512>.Load(ref readonly float source, nint offset) => new(Vector512.WidenLower(Vector256.LoadUnsafe(in source, (nuint)offset).ToVector512Unsafe()));

    static Double512 ILane<Double512>.Load(ref readonly double source, nint offset) => new(Vector512.LoadUnsafe(in source, (nuint)offset));

    static Double512 ILane<Double512>.Load(ref readonly byte source, nint offset) => new(Bytes.Double512(in source, offset));

    static Double512 ILane<Double512>.Load(ref readonly long source, nint offset) => new(Vector512.ConvertToDouble(Vector512.LoadUnsafe(in source, (nuint)offset)));

    static void ILane<Double512>.Store(Double512 value, ref float destination, nint offset) =>
        Vector512.Narrow(value.numbers, value.numbers).GetLower().StoreUnsafe(ref destination, (nuint)offset);

    static void ILane<Double512>.Store(Double512 value, ref double destination, nint offset) => value.numbers.StoreUnsafe(ref destination, (nuint)offset);

    static double ILane<Double512>.Sum(Double512 value) => Vector512.Sum(value.numbers);

    static double ILane<Double512>.Largest(Double512 value) => Extremes.Largest(value.numbers);

    static double ILane<Double512>.Smallest(Double512 value) => Extremes.Smallest(value.numbers);

    // Added to this number, a whole one and the bias of exponents stand in its last bits; shifted, they are an exponent.
    static Double512 ILane<Double512>.PowerOfTwo(Double512 exponent) => new(((exponent.numbers + Vector512.Create(6755399441055744.0 + 1023)).AsInt64() << 52).AsDouble());

    // And the other way round.
    static Double512 ILane<Double512>.Exponent(Double512 value) => new(((value.numbers.AsInt64() >>> 52) | Vector512.Create(0x4330000000000000)).AsDouble() - Vector512.Create(4503599627370496.0 + 1023));

    static Double512 ILane<Double512>.Scale(Double512 value, Double512 exponent) =>
        Avx512F.IsSupported ? new(Avx512F.Scale(value.numbers, exponent.numbers)) : Exponents.Scale(value, exponent);

    static Double512 ILane<Double512>.Mantissa(Double512 value, out Double512 exponent)
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
