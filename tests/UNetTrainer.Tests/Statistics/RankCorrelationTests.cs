using System.Globalization;
using UNetTrainer.Statistics;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Statistics;

/// <summary>Tests of <see cref="RankCorrelation"/> by hand and against SciPy.</summary>
public sealed class RankCorrelationTests
{
    // Each line: correlation, p value, then the pairs. Up to nine pairs every order of the second column is tried; beyond, SciPy has the t distribution.
    private const string Spearman = """
        import numpy as np
        from itertools import permutations
        from scipy.stats import spearmanr, rankdata
        rng = np.random.default_rng(6)
        for n in (3, 5, 7, 8):
            for ties in (False, True):
                x = rng.integers(0, 5, n) if ties else rng.normal(0, 1, n)
                y = x + rng.normal(0, 2, n)
                if len(set(x)) < 2: continue
                r = spearmanr(x, y).statistic
                a = rankdata(x) - (n + 1) / 2; b = rankdata(y) - (n + 1) / 2
                all = np.array(list(permutations(b))) @ a / np.sqrt((a @ a) * (b @ b))
                print(r, (abs(all) >= abs(r) - 1e-9).mean(), *x, *y)
        for n in (10, 15, 40):
            x = rng.normal(0, 1, n); y = x + rng.normal(0, 2, n)
            s = spearmanr(x, y)
            print(s.statistic, s.pvalue, *x, *y)
        """;

    [Theory]
    [InlineData(3, 2.0 / 6)]
    [InlineData(4, 2.0 / 24)]
    [InlineData(5, 2.0 / 120)]
    [InlineData(9, 2.0 / 362880)]
    public void OfOneOrder_OnlyItAndItsReverseAreAsExtreme(int count, double p)
    {
        double[] rising = [.. Enumerable.Range(1, count).Select(static i => (double)i * i)];
        var same = RankCorrelation.Compute(rising, rising);
        Assert.Equal(1, same.Rho, 1e-12);
        Assert.Equal(p, same.P, 1e-12);
        Assert.True(same.IsExact);
        Assert.Equal(-1, RankCorrelation.Compute(rising, Array.ConvertAll(rising, static v => -v)).Rho, 1e-12);
    }

    [Fact]
    public void AConstantColumn_HasNoCorrelation() => Assert.True(double.IsNaN(RankCorrelation.Compute([1, 2, 3], [5, 5, 5]).P));

    [PythonFact("scipy")]
    public void CorrelationAndP_AreThoseOfScipy()
    {
        var lines = Python.Run(Spearman, ["scipy"]).Split('\n');
        Assert.InRange(lines.Length, 8, 11);
        foreach (var line in lines.Select(static l => Array.ConvertAll(l.Split(' '), static n => double.Parse(n, CultureInfo.InvariantCulture))))
        {
            var count = (line.Length - 2) / 2;
            var own = RankCorrelation.Compute(line[2..(2 + count)], line[(2 + count)..]);
            Assert.Equal(line[0], own.Rho, 1e-10);
            Assert.Equal(line[1], own.P, 1e-9);
        }
    }
}
