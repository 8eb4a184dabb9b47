using System.Globalization;
using UNetTrainer.Statistics;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Statistics;

/// <summary>Compares the tests and intervals with those of SciPy.</summary>
public sealed class ScipyTests
{
    // Each line: the p value, then the differences. Ties and zeros need the normal approximation in SciPy.
    private const string Wilcoxon = """
        import numpy as np
        from scipy.stats import wilcoxon
        rng = np.random.default_rng(3)
        for n in (3, 6, 9, 14, 25, 40, 50):
            x = rng.normal(0.3, 1, n)
            print(wilcoxon(x).pvalue, *x)
        for n in (250, 300, 500):
            x = rng.integers(-9, 11, n)
            print(wilcoxon(x[x != 0]).pvalue, *x)
        """;

    // SciPy's exact test has no ties: the sums of all signs are counted instead, with SciPy's ranks.
    private const string Ties = """
        import numpy as np
        from itertools import product
        from scipy.stats import rankdata
        rng = np.random.default_rng(4)
        for n in (5, 8, 11, 14):
            x = rng.integers(-4, 6, n)
            d = x[x != 0]; r = rankdata(abs(d))
            sums = np.array(list(product((0, 1), repeat=len(r)))) @ r
            w = r[d > 0].sum()
            print(min(1, 2 * min((sums <= w).mean(), (sums >= w).mean())), *x)
        """;

    private const string Bootstrap = """
        import numpy as np
        from scipy.stats import bootstrap
        rng = np.random.default_rng(5)
        for n in (10, 20, 50):
            x = rng.exponential(1, n)
            ci = bootstrap((x,), np.mean, n_resamples=100000, batch=10000, method='BCa', random_state=1).confidence_interval
            print(ci.low, ci.high, *x)
        """;

    [PythonFact("scipy")]
    public void SignedRank_IsThatOfScipy()
    {
        foreach (var line in Lines(Wilcoxon, 10))
        {
            var test = SignedRankTest.Compute(line[1..]);
            Assert.Equal(line[0], test.P, 1e-12 + (1e-9 * line[0]));
            Assert.Equal(line.Length - 1 <= 50, test.IsExact);
        }
    }

    [PythonFact("scipy")]
    public void SignedRank_IsExactWithTies()
    {
        foreach (var line in Lines(Ties, 4))
        {
            Assert.Equal(line[0], SignedRankTest.Compute(line[1..]).P, 1e-12);
        }
    }

    // Both intervals vary with their draws: by 0.01 standard errors, where BCa and percentiles differ by 0.1.
    [PythonFact("scipy")]
    public void Bootstrap_IsThatOfScipy()
    {
        foreach (var line in Lines(Bootstrap, 3))
        {
            var values = line[2..];
            var error = new PairedDifferences([], values).Deviation / Math.Sqrt(values.Length);
            var interval = BootstrapInterval.Compute(values, 2, draws: 100_000, expand: false)!;
            Assert.Equal(line[0], interval.Low, 0.05 * error);
            Assert.Equal(line[1], interval.High, 0.05 * error);
        }
    }

    private static IEnumerable<double[]> Lines(string script, int count)
    {
        var lines = Python.Run(script, ["scipy"]).Split('\n');
        Assert.Equal(count, lines.Length);
        return lines.Select(static l => Array.ConvertAll(l.Split(' '), static n => double.Parse(n, CultureInfo.InvariantCulture)));
    }
}
