using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace UNetTrainer.Statistics;

/// <summary>
/// Spearman's rank correlation with its two-sided p value: exact up to nine pairs, over all orders of one column, ties included; beyond that by the t distribution.
/// Source: Spearman 1904, American Journal of Psychology 15(1); permutations: Pitman 1937, Supplement to the Journal of the Royal Statistical Society 4(2).
/// </summary>
/// <param name="Count">Number of pairs.</param>
/// <param name="Rho">Correlation in [-1, 1]; NaN if a column is constant.</param>
/// <param name="P">Two-sided p value in (0, 1]; NaN if a column is constant.</param>
/// <param name="IsExact">Whether the p value is exact.</param>
internal sealed record RankCorrelation(int Count, double Rho, double P, bool IsExact)
{
    /// <summary>Smallest number of pairs for which there is a p value.</summary>
    public const int Fewest = 3;

    private const int LargestExact = 9;

    // Correlations of two orders that are equal on paper differ by rounding.
    private const double Rounding = 1e-9;

    /// <summary>Correlates two columns of equal length, of at least <see cref="Fewest"/> pairs.</summary>
    public static RankCorrelation Compute(double[] x, double[] y)
    {
        var rho = Correlation.Spearman(x, y);
        var isExact = x.Length <= LargestExact;
        return new(x.Length, rho, double.IsNaN(rho) ? double.NaN : isExact ? Exact(x, y, rho) : Approximate(x.Length, rho), isExact);
    }

    private static double Approximate(int count, double rho)
    {
        var t = Math.Abs(rho) * Math.Sqrt((count - 2) / Math.Max(double.Epsilon, 1 - (rho * rho)));
        return 2 * StudentT.CDF(0, 1, count - 2, -t);
    }

    // Sums of products order as correlations do, because an order changes neither means nor deviations.
    private static double Exact(double[] x, double[] y, double rho)
    {
        var (a, b) = (Centred(x), Centred(y));
        var scale = Math.Sqrt(a.Sum(static v => v * v) * b.Sum(static v => v * v));
        var (extreme, all) = (0L, 0L);
        Permute(b, b.Length, order =>
        {
            var sum = 0.0;
            for (var i = 0; i < a.Length; i++)
            {
                sum += a[i] * order[i];
            }

            all++;
            extreme += Math.Abs(sum / scale) >= Math.Abs(rho) - Rounding ? 1 : 0;
        });
        return extreme / (double)all;
    }

    private static double[] Centred(double[] values)
    {
        var ranks = ArrayStatistics.RanksInplace([.. values]);
        var mean = ranks.Average();
        return Array.ConvertAll(ranks, r => r - mean);
    }

    // Heap's algorithm: each order follows from the one before by one exchange.
    private static void Permute(double[] values, int count, Action<double[]> visit)
    {
        if (count == 1)
        {
            visit(values);
            return;
        }

        for (var i = 0; i < count; i++)
        {
            Permute(values, count - 1, visit);
            var other = count % 2 == 0 ? i : 0;
            (values[other], values[count - 1]) = (values[count - 1], values[other]);
        }
    }
}
