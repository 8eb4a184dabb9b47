using UNetTrainer.Statistics;

namespace UNetTrainer.Tests.Statistics;

/// <summary>Checks the statistics of comparisons against values worked out by hand.</summary>
public sealed class StatisticsTests
{
    [Fact]
    public void Differences_PairCasesAndAverageSeeds()
    {
        var differences = PairedDifferences.Compute(
            [new("b", 0.5), new("a", 0.75), new("a", 0.25), new("c", double.NaN), new("d", 1)],
            [new("a", 0.25), new("b", 0.75), new("c", 0.5), new("e", 1)]);
        Assert.Equal(["a", "b"], differences.Cases);
        Assert.Equal([0.25, -0.25], differences.Values);
        Assert.Equal(0, differences.Mean);
        Assert.Equal(Math.Sqrt(0.125), differences.Deviation, 1e-15);
    }

    [Fact]
    public void Holm_StepsDown()
    {
        var corrected = HolmCorrection.Apply([0.04, 0.01, double.NaN, 0.03, 0.5]);
        double[] expected = [0.09, 0.04, double.NaN, 0.09, 0.5];
        Assert.All(expected.Zip(corrected), static pair => Assert.Equal(pair.First, pair.Second, 1e-15));
    }

    // Ranks 1, 2.5, 2.5, 4 without the zero: positive 7.5, negative 2.5.
    [Fact]
    public void RankBiserial_IsTheDifferenceOfShares()
    {
        var size = EffectSize.Compute(new([], [0, 2, -2, 1, 3]));
        Assert.Equal(0.5, size.RankBiserial, 1e-15);
        Assert.Equal(0.8 / Math.Sqrt(3.7), size.StandardizedMean, 1e-15);
    }

    [Fact]
    public void SignedRank_OfNothing()
    {
        Assert.Equal(double.NaN, SignedRankTest.Compute([]).P);
        Assert.Equal(1, SignedRankTest.Compute([0, 0]).P);
        Assert.Equal(2.0 / 32, SignedRankTest.Compute([1, 2, 3, 4, 5]).P);
    }

    // SciPy's noncentral t: 34 pairs have a power of 0.8 for half a deviation, and 199 for a fifth.
    [Theory]
    [InlineData(0.02, 34)]
    [InlineData(0.05, 199)]
    [InlineData(0, 2)]
    public void CaseCount_IsThatOfTables(double deviation, long expected) => Assert.Equal(expected, CaseCount.Compute(deviation));

    [Fact]
    public void Interval_DependsOnTheSeedAlone()
    {
        double[] values = [0.1, -0.2, 0.3, 0.05, 0.7, 0.2];
        Assert.Equal(BootstrapInterval.Compute(values, 1), BootstrapInterval.Compute(values, 1));
        Assert.NotEqual(BootstrapInterval.Compute(values, 1), BootstrapInterval.Compute(values, 2));
        Assert.Null(BootstrapInterval.Compute([1], 1));
        Assert.Equal(new BootstrapInterval(0.25, 0.25), BootstrapInterval.Compute([0.25, 0.25, 0.25], 1));
    }

    // 0 and 1 differ from 3, and 0 from 2: {0, 1}, {1, 2}, {2, 3}.
    [Fact]
    public void Groups_ShareALetterIfNotToldApart()
    {
        var groups = Groups.Compute(4, static (i, j) => j - i >= 2 ? 0.01 : double.NaN);
        Assert.Equal(["a", "ab", "bc", "c"], Enumerable.Range(0, 4).Select(groups.Letters));
        Assert.Equal("a", Groups.Compute(2, static (_, _) => 0.05).Letters(1));
    }

    [Fact]
    public void Comparison_WarnsOfTooFewCases()
    {
        Assert.Equal(6, PairedComparison.FewestCases(1));
        Assert.Equal(9, PairedComparison.FewestCases(9));
        Assert.Contains("At least 6", Compare(5).Warning, StringComparison.Ordinal);
        Assert.Null(Compare(6).Warning);
        Assert.StartsWith("5 cases that differ", Compare(5, equal: 9).Warning, StringComparison.Ordinal);
    }

    private static PairedComparison Compare(int cases, int equal = 0) =>
        PairedComparison.Compute("dice", [("tversky", new([], [.. Enumerable.Range(1, cases).Select(static i => i / 100.0), .. new double[equal]]))], 1).Single();
}
