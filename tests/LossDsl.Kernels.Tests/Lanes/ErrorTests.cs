using Xunit.Abstractions;

namespace LossDsl.Kernels.Tests.Lanes;

/// <summary>Measures the largest error of each lane function in units in the last place, against its documented bound. Every lane width must give the same bits.</summary>
public class ErrorTests(ITestOutputHelper output)
{
    private const int Block = 1 << 12;

    // LOSSDSL_EXHAUSTIVE=1 measures all 2^32 numbers of float32 and four million of float64, which takes half an hour.
    private static readonly bool IsExhaustive = Environment.GetEnvironmentVariable("LOSSDSL_EXHAUSTIVE") == "1";

    // A prime stride samples every pattern of low mantissa bits.
    private static readonly uint Stride = IsExhaustive ? 1u : 4099u;
    private static readonly int DoubleCount = IsExhaustive ? 1 << 22 : 1 << 16;

    [Theory]
    [InlineData("exp", 1)]
    [InlineData("expm1", 2)]
    [InlineData("log", 1)]
    [InlineData("log1p", 1)]
    [InlineData("sigmoid", 3)]
    [InlineData("softplus", 2)]
    [InlineData("complement", 3)]
    [InlineData("logprobability", 2)]
    [InlineData("tanh", 3)]
    [InlineData("logcosh", 5)]
    public void Float32_errors_are_within_the_documented_bound(string function, double bound)
    {
        var worst = default(LargestError);
        var numbers = new float[Block];
        for (var first = 0ul; first <= uint.MaxValue; first += Block * Stride)
        {
            for (var i = 0u; i < Block; i++)
            {
                numbers[i] = BitConverter.UInt32BitsToSingle((uint)Math.Min(first + (i * Stride), uint.MaxValue));
            }

            worst = worst.Or(MeasuredFunction.All[function].Measure(numbers));
        }

        output.WriteLine($"{function}: {worst.Error:0.000} ULP at {worst.At:R}");
        Assert.InRange(worst.Error, 0, bound);
    }

    [Theory]
    [InlineData("exp", 1, -708, 709.7)]
    [InlineData("expm1", 2, -50, 709.7)]
    [InlineData("log", 2, 1e-300, 1e300)]
    [InlineData("log1p", 2, -1, 1e300)]
    [InlineData("sigmoid", 3, -700, 700)]
    [InlineData("softplus", 2, -700, 700)]
    [InlineData("complement", 3, -700, 700)]
    [InlineData("logprobability", 2, -700, 700)]
    [InlineData("tanh", 3, -25, 25)]
    [InlineData("logcosh", 5, -700, 700)]
    public void Float64_errors_are_within_the_documented_bound(string function, double bound, double smallest, double largest)
    {
        var worst = MeasuredFunction.All[function].Measure(ErrorSamples.Between(smallest, largest, DoubleCount));
        output.WriteLine($"{function}: {worst.Error:0.000} ULP at {worst.At:R}");
        Assert.InRange(worst.Error, 0, bound);
    }
}
