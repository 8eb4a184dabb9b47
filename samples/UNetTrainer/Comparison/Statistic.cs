namespace UNetTrainer.Comparison;

/// <summary>Some numbers as their mean and spread.</summary>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">Their standard deviation, with n - 1; null for one number.</param>
/// <param name="Values">The numbers.</param>
internal sealed record Statistic(double Mean, double? Deviation, IReadOnlyList<double> Values)
{
    /// <summary>Of some numbers; null where there is none.</summary>
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

    /// <summary>E.g. <c>0.968 ± 0.004</c>.</summary>
    /// <param name="digits">Digits after the point.</param>
    public string ToText(int digits)
    {
        var format = "F" + digits.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var mean = Mean.ToString(format, System.Globalization.CultureInfo.InvariantCulture);
        return Deviation is { } deviation ? $"{mean} ± {deviation.ToString(format, System.Globalization.CultureInfo.InvariantCulture)}" : mean;
    }
}
