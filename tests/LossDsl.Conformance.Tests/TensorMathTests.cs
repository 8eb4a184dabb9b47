using LossDsl.Conformance.Cases;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>Tests that the functions of <see cref="TensorMath"/>, which generated code calls, equal the scalar functions.</summary>
public sealed class TensorMathTests
{
    private static readonly double[] Points = [0, 1e-40, 1e-12, 0.3, 0.5, 1, 2, 50, 800, -1e-12, -0.3, -1, -50, -800];

    public static TheoryData<string, Func<Operand, Tensor>, Func<double, double>> Functions { get; } = new()
    {
        { "softplus", TensorMath.Softplus, LossMath.Softplus },
        { "sigmoid", TensorMath.Sigmoid, LossMath.Sigmoid },
        { "log cosh", TensorMath.LogCosh, LossMath.LogCosh },
        { "cube root", TensorMath.Cbrt, Math.Cbrt },
    };

    public static TheoryData<string, Func<Operand, Operand, Tensor>, Func<double, double, double>> FunctionsOfTwo { get; } = new()
    {
        { "max", TensorMath.Max, Math.Max },
        { "min", TensorMath.Min, Math.Min },
        { "less", TensorMath.Less, static (a, b) => a < b ? 1 : 0 },
        { "less or equal", TensorMath.LessOrEqual, static (a, b) => a <= b ? 1 : 0 },
        { "greater", TensorMath.Greater, static (a, b) => a > b ? 1 : 0 },
        { "greater or equal", TensorMath.GreaterOrEqual, static (a, b) => a >= b ? 1 : 0 },
        { "equal", TensorMath.Equal, static (a, b) => a == b ? 1 : 0 },
        { "not equal", TensorMath.NotEqual, static (a, b) => a != b ? 1 : 0 },
        { "and", TensorMath.And, static (a, b) => a != 0 && b != 0 ? 1 : 0 },
        { "or", TensorMath.Or, static (a, b) => a != 0 || b != 0 ? 1 : 0 },
        { "pow", TensorMath.Pow, Math.Pow },
        { "atan2", TensorMath.Atan2, Math.Atan2 },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_function_of_a_tensor_equals_the_scalar_function(string name, Func<Operand, Tensor> onTensor, Func<double, double> onNumber)
    {
        using var scope = NewDisposeScope();

        AssertSame(name, onTensor(tensor(Points)), Points.Select(onNumber));
    }

    [Theory]
    [MemberData(nameof(FunctionsOfTwo))]
    public void A_function_of_two_tensors_or_a_tensor_and_a_number_equals_the_scalar_function(string name, Func<Operand, Operand, Tensor> onTensors, Func<double, double, double> onNumbers)
    {
        using var scope = NewDisposeScope();
        foreach (var b in Points)
        {
            AssertSame($"{name}, tensor and {b}", onTensors(tensor(Points), b), Points.Select(a => onNumbers(a, b)));
            AssertSame($"{name}, tensor and tensor of {b}", onTensors(tensor(Points), full(Points.Length, b, float64)), Points.Select(a => onNumbers(a, b)));
            AssertSame($"{name}, {b} and tensor", onTensors(b, tensor(Points)), Points.Select(a => onNumbers(b, a)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(0.75)]
    [InlineData(1)]
    [InlineData(2.5)]
    public void The_slope_of_a_power_is_finite_at_zero(double exponent)
    {
        using var scope = NewDisposeScope();
        double[] points = [0, 1e-40, 1e-12, 0.3, 1, 50];
        var slopes = points.Select(x => LossMath.PowSlope(x, exponent)).ToArray();

        Assert.All(slopes, static slope => Assert.True(double.IsFinite(slope)));
        AssertSame("number", TensorMath.PowSlope(tensor(points), exponent), slopes);
        AssertSame("tensor", TensorMath.PowSlope(tensor(points), full(points.Length, exponent, float64)), slopes);
    }

    [Fact]
    public void Log_cosh_keeps_its_significant_digits_near_zero()
    {
        using var scope = NewDisposeScope();
        foreach (var x in new[] { 1e-12, -1e-6, 1e-3, 0.2 })
        {
            // The Taylor series x²/2 - x⁴/12 + x⁶/45 - 17 x⁸/2520 + 31 x¹⁰/14175 - ...
            var expected = x * x / 2 - Math.Pow(x, 4) / 12 + Math.Pow(x, 6) / 45 - 17 * Math.Pow(x, 8) / 2520 + 31 * Math.Pow(x, 10) / 14175;

            Assert.Equal(1, LossMath.LogCosh(x) / expected, 1e-9);
            Assert.Equal(1, TensorMath.LogCosh(tensor(x)).item<double>() / expected, 1e-9);
        }
    }

    [Fact]
    public void A_ratio_with_a_denominator_of_0_is_0()
    {
        using var scope = NewDisposeScope();

        AssertSame("tensors", TensorMath.Ratio(tensor(new[] { 0.0, 1, 3 }), tensor(new[] { 0.0, 0, 2 })), [0, 0, 1.5]);
        AssertSame("a number", TensorMath.Ratio(1, tensor(new[] { 0.0, 4 })), [0, 0.25]);
    }

    [Fact]
    public void Where_takes_tensors_and_numbers()
    {
        using var scope = NewDisposeScope();
        var (condition, a) = (tensor(new[] { true, false }), tensor(new[] { 1.0, 2.0 }));

        AssertSame("all tensors", TensorMath.Where(condition, a, -a), [1, -2]);
        AssertSame("two numbers", TensorMath.Where(condition, 3, 4), [3, 4]);
        AssertSame("a number", TensorMath.Where(condition, a, 0.5), [1, 0.5]);
        AssertSame("a condition that is none", TensorMath.Where(1 > 2, a, 7).expand(2), [7, 7]);
        AssertSame("the other", TensorMath.Where(true, a, 7), [1, 2]);
    }

    [Fact]
    public void A_number_keeps_float32_pixels_float32()
    {
        using var scope = NewDisposeScope();
        var pixels = zeros([2, 3], float32);

        Assert.All(
            [TensorMath.Max(pixels, 0.1), TensorMath.Min(0.1, pixels), TensorMath.Pow(pixels, 0.3), TensorMath.Pow(0.3, pixels), TensorMath.PowSlope(pixels, 0.3), TensorMath.Where(pixels.gt(0), pixels, 0.1), TensorMath.LogCosh(pixels)],
            static result => Assert.Equal(float32, result.dtype));
    }

    private static void AssertSame(string what, Tensor actual, IEnumerable<double> expected)
    {
        foreach (var (a, e) in Numbers.Of(actual).Zip(expected))
        {
            Assert.True(a.Equals(e) || Math.Abs(a - e) <= 4e-16 * Math.Max(1, Math.Abs(e)), $"{what}: {a:r} and not {e:r}");
        }
    }
}
