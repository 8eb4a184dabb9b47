using Xunit.Abstractions;

namespace LossDsl.Kernels.Tests.Lanes;

/// <summary>Errors as the documentation states them, and the same bits in every width.</summary>
public class ErrorTests(ITestOutputHelper output)
{
    private const int Block = 1 << 12;

    // LOSSDSL_EXHAUSTIVE=1: every number of float32 and four million of float64, which takes half an hour.
    private static readonly bool IsExhaustive = Environment.GetEnvironmentVariable("LOSSDSL_EXHAUSTIVE") == "1";

    // A prime keeps all patterns of digits in the sample.
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
    public void Single(string function, double bound)
    {
        var worst = default(Worst);
        var numbers = new float[Block];
        for (var first = 0ul; first <= uint.MaxValue; first += Block * Stride)
        {
            for (var i = 0u; i < Block; i++)
            {
                numbers[i] = BitConverter.UInt32BitsToSingle((uint)Math.Min(first + (i * Stride), uint.MaxValue));
            }

            worst = worst.Or(Tested.All[function].Measure(numbers));
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
    public void Double(string function, double bound, double smallest, double largest)
    {
        var worst = Tested.All[function].Measure(Numbers.Between(smallest, largest, DoubleCount));
        output.WriteLine($"{function}: {worst.Error:0.000} ULP at {worst.At:R}");
        Assert.InRange(worst.Error, 0, bound);
    }
}
