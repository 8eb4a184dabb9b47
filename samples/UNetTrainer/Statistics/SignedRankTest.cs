using MathNet.Numerics.Distributions;

namespace UNetTrainer.Statistics;

/// <summary>
/// Wilcoxon's signed rank test, two-sided: whether differences are symmetric about 0. Zeros are dropped. Up to 200 differences the distribution is exact, with ties too; beyond that it is the normal
/// approximation with the correction for ties and none for continuity. Source: Wilcoxon 1945, Biometrics Bulletin 1(6); ties: Pratt and Gibbons 1981, Concepts of Nonparametric Theory, chapter 3.
/// </summary>
/// <param name="Count">Number of differences that are not 0.</param>
/// <param name="PositiveRanks">Sum of the ranks of positive differences, W+.</param>
/// <param name="P">Two-sided p value in (0, 1]; 1 if all differences are 0, NaN if there are none.</param>
/// <param name="IsExact">Whether the p value is exact.</param>
internal sealed record SignedRankTest(int Count, double PositiveRanks, double P, bool IsExact)
{
    private const int LargestExact = 200;

    /// <summary>Tests the differences.</summary>
    public static SignedRankTest Compute(IReadOnlyList<double> differences)
    {
        var ranks = SignedRanks.Compute(differences);
        var count = ranks.Doubled.Count;
        var isExact = count <= LargestExact;
        var p = differences.Count == 0 ? double.NaN : count == 0 ? 1 : isExact ? Exact(ranks) : Approximate(ranks);
        return new(count, ranks.Positive / 2.0, p, isExact);
    }

    /// <summary>Returns the smallest two-sided p value that any n differences without ties can reach: 2 / 2^n.</summary>
    public static double SmallestP(int count) => Math.Min(1, Math.Pow(2, 1 - count));

    // The probabilities of all sums of doubled ranks, each rank with sign + or - by a fair coin.
    private static double Exact(SignedRanks ranks)
    {
        var probabilities = new double[ranks.Total + 1];
        probabilities[0] = 1;
        var reached = 0;
        foreach (var rank in ranks.Doubled)
        {
            reached += rank;
            for (var sum = reached; sum >= 0; sum--)
            {
                probabilities[sum] = (probabilities[sum] + (sum >= rank ? probabilities[sum - rank] : 0)) / 2;
            }
        }

        var tail = (int)Math.Min(ranks.Positive, ranks.Total - ranks.Positive);
        return Math.Min(1, 2 * probabilities.Take(tail + 1).Sum());
    }

    // The variance of W+ is the sum of the squared ranks over 4, which holds the correction for ties.
    private static double Approximate(SignedRanks ranks)
    {
        var deviation = Math.Sqrt(ranks.Doubled.Sum(static r => (double)r * r)) / 2;
        var z = (ranks.Positive - (ranks.Total / 2.0)) / deviation;
        return Math.Min(1, 2 * Normal.CDF(0, 1, -Math.Abs(z)));
    }
}
