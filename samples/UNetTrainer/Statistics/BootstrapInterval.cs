using MathNet.Numerics.Distributions;

namespace UNetTrainer.Statistics;

/// <summary>
/// Bootstrap interval of the mean difference over cases, in the unit of the metric: bias-corrected and accelerated (BCa). Source: Efron 1987, JASA 82(397).
/// Few cases make a plain interval too narrow, so its levels are expanded: the normal quantile becomes that of the t distribution times n / (n - 1). Source: Hesterberg 2015,
/// The American Statistician 69(4), section 3.3, with the factor sqrt(n / (n - 1)). The factor here is its square, chosen by simulation, for skewed differences of ten cases.
/// </summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
internal sealed record BootstrapInterval(double Low, double High)
{
    private const int DefaultDraws = 10_000;

    /// <summary>Computes the interval; null for fewer than two differences.</summary>
    /// <param name="differences">Difference of each case.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="confidence">Share of intervals that hold the true mean.</param>
    /// <param name="draws">Number of draws.</param>
    /// <param name="expand">Whether the levels are expanded for small numbers of cases.</param>
    public static BootstrapInterval? Compute(IReadOnlyList<double> differences, ulong seed, double confidence = 0.95, int draws = DefaultDraws, bool expand = true)
    {
        if (differences.Count < 2)
        {
            return null;
        }

        double[] values = [.. differences];
        var mean = values.Average();
        var means = Draws.SortedMeans(values, draws, seed);
        var (bias, acceleration) = (Bias(means, mean), Acceleration(values, mean));
        var z = expand ? Expanded(confidence, values.Length) : Normal.InvCDF(0, 1, (1 + confidence) / 2);
        return new(Quantile(means, Level(-z, bias, acceleration)), Quantile(means, Level(z, bias, acceleration)));
    }

    private static double Expanded(double confidence, int count) => StudentT.InvCDF(0, 1, count - 1, (1 + confidence) / 2) * count / (count - 1);

    // Draws equal to the mean count half. The share is kept off 0 and 1, whose normal quantiles are infinite.
    private static double Bias(double[] means, double mean)
    {
        var share = means.Sum(m => m < mean ? 1 : m == mean ? 0.5 : 0) / means.Length;
        return Normal.InvCDF(0, 1, Math.Clamp(share, 0.5 / means.Length, 1 - (0.5 / means.Length)));
    }

    // The jackknife's estimate, which for a mean is the skewness of the values over 6 sqrt(n).
    private static double Acceleration(double[] values, double mean)
    {
        var squares = values.Sum(v => (v - mean) * (v - mean));
        return squares > 0 ? values.Sum(v => Math.Pow(v - mean, 3)) / (6 * Math.Pow(squares, 1.5)) : 0;
    }

    // Beyond the pole of the BCa formula no draw is far enough out.
    private static double Level(double z, double bias, double acceleration)
    {
        var divisor = 1 - (acceleration * (bias + z));
        return divisor > 0 ? Normal.CDF(0, 1, bias + ((bias + z) / divisor)) : z > 0 ? 1 : 0;
    }

    private static double Quantile(double[] sorted, double level)
    {
        var place = level * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[^1];
    }
}
