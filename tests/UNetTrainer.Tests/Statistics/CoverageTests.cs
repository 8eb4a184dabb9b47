using UNetTrainer.Statistics;

namespace UNetTrainer.Tests.Statistics;

/// <summary>Simulates comparisons of losses that are equally good: how often the interval holds 0, and how often the test claims a difference.</summary>
public sealed class CoverageTests
{
    private const int Comparisons = 4_000;

    [Theory]
    [InlineData(10, false)]
    [InlineData(20, false)]
    [InlineData(50, false)]
    [InlineData(10, true)]
    [InlineData(20, true)]
    [InlineData(50, true)]
    public void Interval_HoldsTheMean(int cases, bool skewed)
    {
        var random = new Random(cases);
        var covered = Enumerable.Range(1, Comparisons).Count(seed =>
        {
            var interval = BootstrapInterval.Compute(Sample(random, cases, skewed), (ulong)seed << 32, draws: 2_000)!;
            return interval.Low <= 0 && interval.High >= 0;
        });
        Assert.InRange((double)covered / Comparisons, 0.92, 0.97);
    }

    // The null hypothesis of the test is symmetry, which exponential differences of mean 0 do not have: heavy tails, by the difference of two exponential numbers, do.
    [Theory]
    [InlineData(10, false)]
    [InlineData(20, false)]
    [InlineData(50, false)]
    [InlineData(10, true)]
    [InlineData(20, true)]
    [InlineData(50, true)]
    public void SignedRank_RarelyClaimsADifference(int cases, bool heavyTails)
    {
        var random = new Random(cases);
        var claims = Enumerable.Range(0, Comparisons).Count(_ => SignedRankTest.Compute(Symmetric(random, cases, heavyTails)).P < 0.05);
        Assert.InRange((double)claims / Comparisons, 0.03, 0.06);
    }

    private static double[] Symmetric(Random random, int cases, bool heavyTails) =>
        heavyTails ? [.. Sample(random, cases, skewed: true).Zip(Sample(random, cases, skewed: true), static (a, b) => a - b)] : Sample(random, cases, skewed: false);

    private static double[] Sample(Random random, int cases, bool skewed) => [.. Enumerable.Range(0, cases).Select(_ => skewed ? -Math.Log(1 - random.NextDouble()) - 1 : Gaussian(random))];

    private static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
