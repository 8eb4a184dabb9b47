using MathNet.Numerics.Distributions;

namespace UNetTrainer.Statistics;

/// <summary>
/// Number of cases that would show a given mean difference: n = ((t(1 - α/2) + t(power)) s / difference)², iterated, because t has n - 1 degrees of freedom.
/// Source: Chow, Shao and Wang 2008, Sample Size Calculations in Clinical Research, section 3.1.
/// </summary>
internal static class CaseCount
{
    private const int Fewest = 2;

    /// <summary>Returns the number of cases, at least 2; null if the deviation is unknown.</summary>
    /// <param name="deviation">Standard deviation of the differences, in the unit of the metric.</param>
    /// <param name="difference">Mean difference to show, in the unit of the metric.</param>
    /// <param name="power">Probability that the test shows it.</param>
    /// <param name="level">Two-sided level of the test.</param>
    public static long? Compute(double deviation, double difference = 0.01, double power = 0.8, double level = 0.05)
    {
        if (!double.IsFinite(deviation))
        {
            return null;
        }

        // The need falls as n grows, so the first n that meets its own need is the answer. It is searched from the normal need, which is never above it.
        var ratio = deviation / difference;
        var count = Math.Max(Fewest, Math.Ceiling(Square((Normal.InvCDF(0, 1, 1 - (level / 2)) + Normal.InvCDF(0, 1, power)) * ratio)));
        while (count < Square((Quantile(1 - (level / 2), count) + Quantile(power, count)) * ratio))
        {
            count++;
        }

        return (long)count;
    }

    private static double Quantile(double probability, double count) => StudentT.InvCDF(0, 1, count - 1, probability);

    private static double Square(double x) => x * x;
}
