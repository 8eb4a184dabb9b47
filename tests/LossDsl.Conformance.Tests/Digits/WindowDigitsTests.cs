using LossDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Digits;

/// <summary>
/// Tests that variances and covariances of windows keep their significant digits where a window is almost flat: at values within s of 1, for s down to 1e-12. As differences of local means
/// they have none from s = 1e-8 on. The values are given as probabilities, so that their own digits are not in doubt.
/// </summary>
public sealed class WindowDigitsTests : IDisposable
{
    private static readonly double[] Scales = [1, 1e-2, 1e-4, 1e-6, 1e-8, 1e-10, 1e-12];

    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Random random = new(21);

    public static TheoryData<Backend, long[], bool> Settings
    {
        get
        {
            var data = new TheoryData<Backend, long[], bool>();
            foreach (var backend in new[] { Backend.Automatic, Backend.Tensors })
            {
                foreach (var lengths in new long[][] { [23], [9, 14], [5, 4, 7] })
                {
                    data.Add(backend, lengths, false);
                    data.Add(backend, lengths, true);
                }
            }

            return data;
        }
    }

    public void Dispose() => scope.Dispose();

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_standard_deviation_keeps_its_digits(Backend backend, long[] lengths, bool isMasked)
    {
        var windows = new WindowOracle(lengths, 3, null);
        foreach (var scale in Scales)
        {
            var (p, valid) = (AlmostOne(windows.Pixels, scale), Valid(windows.Pixels, isMasked));
            var seen = Seen(p, valid);
            var deviations = windows.Covariance(seen, seen).Select(Math.Sqrt).ToArray();
            var factors = deviations.Select((deviation, i) => valid[i] / valid.Sum() / deviation).ToArray();

            AssertDigits(new OwnDeviationLoss(new() { Activation = Activation.None, Backend = backend }), lengths, p, p, valid, deviations, windows.Slope(factors, seen), scale);
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_covariance_keeps_its_digits(Backend backend, long[] lengths, bool isMasked)
    {
        var windows = new WindowOracle(lengths, 5, 1);
        foreach (var scale in Scales)
        {
            var (p, y, valid) = (AlmostOne(windows.Pixels, scale), AlmostOne(windows.Pixels, scale), Valid(windows.Pixels, isMasked));
            var factors = valid.Select(v => v / valid.Sum()).ToArray();

            AssertDigits(new OwnCovarianceLoss(new() { Activation = Activation.None, Backend = backend }), lengths, p, y, valid, windows.Covariance(Seen(p, valid), Seen(y, valid)), windows.Slope(factors, Seen(y, valid)), scale);
        }
    }

    // The expected value was computed with 50 decimal digits: deviation 1e-15 of the prediction, standardized by (p - mean + 0.01) / (deviation + 0.01).
    [Theory]
    [InlineData(Backend.Automatic)]
    [InlineData(Backend.Tensors)]
    public void A_flat_prediction_has_no_deviation(Backend backend)
    {
        var target = zeros([1, 1, 8, 8], float64);
        target.narrow(2, 2, 4).narrow(3, 2, 4).fill_(1.0);
        foreach (var loss in new[] { "correlation-similarity", "correlation-similarity-full" })
        {
            var value = LossCatalog.All[loss].Create(options: new() { Backend = backend }).ValueAndGradient(full([1, 1, 8, 8], 10.24, float64), target).Value.item<double>();
            Assert.Equal(10.987509091523016, value, 1e-12);
        }
    }

    // A value near 1 is rounded by 1e-16, and so is a mean of such values along one dimension. That is an error of 1e-16 / scale in a deviation.
    private static void AssertDigits(FormulaLoss loss, long[] lengths, double[] p, double[] y, double[] valid, double[] values, double[] slope, double scale)
    {
        long[] shape = [1, 1, .. lengths];
        var actual = loss.ValueAndGradient(tensor(p, shape), tensor(y, shape), new() { Valid = tensor(valid, shape) });

        var (size, error) = (values.Zip(valid, static (value, v) => Math.Abs(value) * v).Sum() / valid.Sum(), 1e-14 + (1e-16 / scale));
        var expected = values.Zip(valid, static (value, v) => value * v).Sum() / valid.Sum();
        Assert.True(Math.Abs(actual.Value.item<double>() - expected) <= 10 * error * size, $"value {actual.Value.item<double>():R} instead of {expected:R} at {scale}");
        var distance = Numbers.Distance(Numbers.Of(actual.Gradient), [.. slope.Zip(valid, static (s, v) => s * v)]);
        Assert.True(distance <= 50 * error * Numbers.Largest(slope), $"gradient off by {distance / Numbers.Largest(slope):R} at {scale}");
    }

    private double[] AlmostOne(int pixels, double scale) => [.. Enumerable.Range(0, pixels).Select(_ => 1 - (scale * random.NextDouble()))];

    private double[] Valid(int pixels, bool isMasked) => [.. Enumerable.Range(0, pixels).Select(_ => isMasked && random.NextDouble() < 0.2 ? 0.0 : 1)];

    // Windows see pixels that are not valid as 0.
    private static double[] Seen(double[] values, double[] valid) => [.. values.Zip(valid, static (value, v) => value * v)];
}
