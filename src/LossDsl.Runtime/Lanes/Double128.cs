using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossDsl.Lanes;

/// <summary>2 float64.</summary>
public readonly struct Double128 : ILane<Double128>
{
    private readonly Vector128<double> numbers;

    private Double128(Vector128<double> numbers) => this.numbers = numbers;

    static int ILane<Double128>.Count => 2;

    static bool ILane<Double128>.IsSingle => false;

    static Double128 ILane<Double128>.Of(double value) => new(Vector128.Create(value));

    static Double128 ILane<Double128>.operator +(Double128 a, Double128 b) => new(a.numbers + b.numbers);

    static Double128 ILane<Double128>.operator -(Double128 a, Double128 b) => new(a.numbers - b.numbers);

    static Double128 ILane<Double128>.operator *(Double128 a, Double128 b) => new(a.numbers * b.numbers);

    static Double128 ILane<Double128>.operator /(Double128 a, Double128 b) => new(a.numbers / b.numbers);

    static Double128 ILane<Double128>.operator -(Double128 value) => new(-value.numbers);

    static Double128 ILane<Double128>.MultiplyAdd(Double128 a, Double128 b, Double128 c) => new(Vector128.FusedMultiplyAdd(a.numbers, b.numbers, c.numbers));

    static Double128 ILane<Double128>.Abs(Double128 value) => new(Vector128.Abs(value.numbers));

    static Double128 ILane<Double128>.Sqrt(Double128 value) => new(Vector128.Sqrt(value.numbers));

    static Double128 ILane<Double128>.Max(Double128 a, Double128 b) => new(Vector128.MaxNative(a.numbers, b.numbers));

    static Double128 ILane<Double128>.Min(Double128 a, Double128 b) => new(Vector128.MinNative(a.numbers, b.numbers));

    static Double128 ILane<Double128>.Round(Double128 value) => new(Vector128.Round(value.numbers));

    static Double128 ILane<Double128>.Less(Double128 a, Double128 b) => new(Vector128.LessThan(a.numbers, b.numbers));

    static Double128 ILane<Double128>.LessOrEqual(Double128 a, Double128 b) => new(Vector128.LessThanOrEqual(a.numbers, b.numbers));

    static Double128 ILane<Double128>.Equal(Double128 a, Double128 b) => new(Vector128.Equals(a.numbers, b.numbers));

    static Double128 ILane<Double128>.And(Double128 a, Double128 b) => new(a.numbers & b.numbers);

    static Double128 ILane<Double128>.Or(Double128 a, Double128 b) => new(a.numbers | b.numbers);

    static Double128 ILane<Double128>.Not(Double128 condition) => new(~condition.numbers);

    static Double128 ILane<Double128>.Select(Double128 condition, Double128 whenTrue, Double128 whenFalse) => new(Vector128.ConditionalSelect(condition.numbers, whenTrue.numbers, whenFalse.numbers));

    static bool ILane<Double128>.Any(Double128 condition) => condition.numbers.AsInt64() != Vector128<long>.Zero;

    static Double128 ILane<Double128>.FirstLanes(int count) => new(Vector128.LessThan(Vector128<long>.Indices, Vector128.Create((long)count)).AsDouble());

    static Double128 ILane<Double128>.Load(ref readonly float source, nint offset) => new(Vector128.Create(Unsafe.Add(ref Unsafe.AsRef(in source), offset), (double)Unsafe.Add(ref Unsafe.AsRef(in source), offset + 1)));

    static Double128 ILane<Double128>.Load(ref readonly double source, nint offset) => new(Vector128.LoadUnsafe(in source, (nuint)offset));

    static Double128 ILane<Double128>.Load(ref readonly byte source, nint offset) => new(Bytes.Double128(in source, offset));

    static Double128 ILane<Double128>.Load(ref readonly long source, nint offset) => new(Vector128.ConvertToDouble(Vector128.LoadUnsafe(in source, (nuint)offset)));

    static void ILane<Double128>.Store(Double128 value, ref float destination, nint offset) =>
        Unsafe.WriteUnaligned(ref Unsafe.As<float, byte>(ref Unsafe.Add(ref destination, offset)), Vector128.Narrow(value.numbers, value.numbers).AsUInt64().ToScalar());

    static void ILane<Double128>.Store(Double128 value, ref double destination, nint offset) => value.numbers.StoreUnsafe(ref destination, (nuint)offset);

    static double ILane<Double128>.Sum(Double128 value) => Vector128.Sum(value.numbers);

    static double ILane<Double128>.Largest(Double128 value) => Extremes.Largest(value.numbers);

    static double ILane<Double128>.Smallest(Double128 value) => Extremes.Smallest(value.numbers);

    // Added to this number, a whole one and the bias of exponents stand in its last bits; shifted, they are an exponent.
    static Double128 ILane<Double128>.PowerOfTwo(Double128 exponent) => new(((exponent.numbers + Vector128.Create(6755399441055744.0 + 1023)).AsInt64() << 52).AsDouble());

    // And the other way round.
    static Double128 ILane<Double128>.Exponent(Double128 value) => new(((value.numbers.AsInt64() >>> 52) | Vector128.Create(0x4330000000000000)).AsDouble() - Vector128.Create(4503599627370496.0 + 1023));

    static Double128 ILane<Double128>.Scale(Double128 value, Double128 exponent) =>
        Avx512F.VL.IsSupported ? new(Avx512F.VL.Scale(value.numbers, exponent.numbers)) : Exponents.Scale(value, exponent);

    static Double128 ILane<Double128>.Mantissa(Double128 value, out Double128 exponent)
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
