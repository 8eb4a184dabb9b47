using LossDsl.Lanes;
using Xunit.Abstractions;

namespace LossDsl.Kernels.Tests.Lanes;

/// <summary>
/// Measures the largest error of <c>Lane.Pow</c> in units in the last place, against its documented bound: for exponents given as a number and as a lane. Every lane width
/// must give the same bits.
/// </summary>
public class PowerErrorTests(ITestOutputHelper output)
{
    private const int Count = 1 << 12;

    // Every exponent is exact in float32, because an exponent in a float32 lane is rounded to one.
    private static readonly double[] Exponents =
    [
        -8, -7.3125f, -5, -2.5, -2, -1.5, -1, -0.7f, -0.5, -0.25, -1e-3f, 1e-6f, 0.1f, 0.25, 0.3f, 1 / 3f, 0.5, 0.7f, 0.75, 1, 1.1f, 1.25, 4 / 3f, 1.5, 2, 2.2f, 2.5, 3, 3.7f, 4, 5, 6.28f, 7.99f, 8,
    ];

    [Fact]
    public void Float32_powers_are_within_the_documented_bound() => Check(static (e, tested) => tested.Measure(Array.ConvertAll(Bases(e, 1e-30, 1e30, 1.2e-38, 3.4e38), static x => (float)x)));

    [Fact]
    public void Float64_powers_are_within_the_documented_bound() => Check(static (e, tested) => tested.Measure(Bases(e, 1e-150, 1e150, 1e-290, 1e300)));

    [Fact]
    public void A_scalar_exponent_is_not_rounded_to_float32()
    {
        var worst = new Tested<PowNumber>(new(0.1)).Measure(Array.ConvertAll(Bases(0.1, 1e-30, 1e30, 1e-30, 1e30), static x => (float)x));
        Assert.InRange(worst.Error, 0, 1);
    }

    private static double[] Bases(double e, double smallest, double largest, double smallestPower, double largestPower)
    {
        double[] bases = [.. ErrorSamples.Between(smallest, largest, Count).Where(x => x > 0 && Math.Pow(x, e) > smallestPower && Math.Pow(x, e) < largestPower)];
        return bases[..(bases.Length / 16 * 16)];
    }

    private void Check(Func<double, MeasuredFunction, LargestError> measure)
    {
        foreach (var e in Exponents)
        {
            var (ofNumber, ofLane) = (measure(e, new Tested<PowNumber>(new(e))), measure(e, new Tested<PowLane>(new(e))));
            output.WriteLine($"{e}: {ofNumber.Error:0.000} ULP at {ofNumber.At:R}, as a lane {ofLane.Error:0.000} ULP at {ofLane.At:R}");
            var bound = Math.Abs(e) <= 3 ? 2 : 4;
            Assert.InRange(ofNumber.Error, 0, bound);
            Assert.InRange(ofLane.Error, 0, bound);
        }
    }

    /// <summary>The power x^e with the exponent as a number.</summary>
    private readonly struct PowNumber(double e) : IFunction
    {
        public TLane Of<TLane>(TLane x) where TLane : struct, ILane<TLane> => Lane.Pow(x, e);

        public double Of(double x) => Math.Pow(x, e);

        public DoubleDouble Of(DoubleDouble x) => DoubleDouble.Exp(e * DoubleDouble.Log(x));
    }

    /// <summary>The power x^e with the exponent as a lane.</summary>
    private readonly struct PowLane(double e) : IFunction
    {
        public TLane Of<TLane>(TLane x) where TLane : struct, ILane<TLane> => Lane.Pow(x, TLane.Broadcast(e));

        public double Of(double x) => Math.Pow(x, e);

        public DoubleDouble Of(DoubleDouble x) => DoubleDouble.Exp(e * DoubleDouble.Log(x));
    }
}
