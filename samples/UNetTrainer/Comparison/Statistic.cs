namespace UNetTrainer.Comparison;

/// <summary>Mean and spread of a list of numbers.</summary>
/// <param name="Mean">Mean of the numbers.</param>
/// <param name="Deviation">Standard deviation of the numbers, with n - 1; null for one number.</param>
/// <param name="Values">The numbers.</param>
internal sealed record Statistic(double Mean, double? Deviation, IReadOnlyList<double> Values)
{
    /// <summary>Computes the statistic; returns null for an empty list.</summary>
    public static Statistic? Compute(IEnumerable<double> values)
    {
        var all = values.ToArray();
        if (all.Length == 0)
        {
            return null;
        }

        var mean = all.Average();
        return new(mean, all.Length > 1 ? Math.Sqrt(all.Sum(v => (v - mean) * (v - mean)) / (all.Length - 1)) : null, all);
    }

    /// <summary>Formats mean and deviation, e.g. <c>0.968 ± 0.004</c>.</summary>
    /// <param name="digits">Number of digits after the decimal point.</param>
    public string ToText(int digits)
    {
        var format = "F" + digits.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var mean = Mean.ToString(format, System.Globalization.CultureInfo.InvariantCulture);
        return Deviation is { } deviation ? $"{mean} ± {deviation.ToString(format, System.Globalization.CultureInfo.InvariantCulture)}" : mean;
    }
}
