using System.ComponentModel;
using LossDsl.Fused;

namespace LossDsl.CompilerServices;

/// <summary>Operations on region values that generated code calls, region by region. Functions of numbers are applied by <c>Map</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RegionMath
{
    /// <summary>Returns a / b, or 0 where b is 0.</summary>
    public static RegionValues Ratio(RegionValues a, RegionValues b) => RegionValues.Each(a, b, static (a, b) => b == 0 ? 0 : a / b);

    /// <summary>Returns a / b; where b is 0, <paramref name="limit"/> if a is 0 too, otherwise 0.</summary>
    public static RegionValues Ratio(RegionValues a, RegionValues b, RegionValues limit) => Where(And(Equal(a, 0), Equal(b, 0)), limit, Ratio(a, b));

    /// <summary>Returns a function of the value of each region.</summary>
    public static RegionValues Map(RegionValues x, Func<double, double> function) => RegionValues.Each(x, function);

    /// <summary>Returns a function of the two values of each region.</summary>
    public static RegionValues Map(RegionValues x, RegionValues y, Func<double, double, double> function) => RegionValues.Each(x, y, function);

    /// <summary>Returns a (1 - w) + b w.</summary>
    public static RegionValues Lerp(RegionValues a, RegionValues b, RegionValues w) => a * (1 - w) + b * w;

    /// <summary>Returns whether a &lt; b.</summary>
    public static RegionValues Less(RegionValues a, RegionValues b) => RegionValues.Each(a, b, static (a, b) => a < b ? 1 : 0);

    /// <summary>Returns whether a ≤ b.</summary>
    public static RegionValues LessOrEqual(RegionValues a, RegionValues b) => RegionValues.Each(a, b, static (a, b) => a <= b ? 1 : 0);

    /// <summary>Returns whether a &gt; b.</summary>
    public static RegionValues Greater(RegionValues a, RegionValues b) => Less(b, a);

    /// <summary>Returns whether a ≥ b.</summary>
    public static RegionValues GreaterOrEqual(RegionValues a, RegionValues b) => LessOrEqual(b, a);

    /// <summary>Returns whether a = b.</summary>
    public static RegionValues Equal(RegionValues a, RegionValues b) => RegionValues.Each(a, b, static (a, b) => a == b ? 1 : 0);

    /// <summary>Returns whether a ≠ b.</summary>
    public static RegionValues NotEqual(RegionValues a, RegionValues b) => RegionValues.Each(a, b, static (a, b) => a != b ? 1 : 0);

    /// <summary>Returns whether both conditions hold.</summary>
    public static RegionValues And(RegionValues a, RegionValues b) => RegionValues.Each(a, b, static (a, b) => a != 0 && b != 0 ? 1 : 0);

    /// <summary>Returns whether at least one condition holds.</summary>
    public static RegionValues Or(RegionValues a, RegionValues b) => RegionValues.Each(a, b, static (a, b) => a != 0 || b != 0 ? 1 : 0);

    /// <summary>Returns whether the condition does not hold.</summary>
    public static RegionValues Not(RegionValues condition) => RegionValues.Each(condition, static c => c == 0 ? 1 : 0);

    /// <summary>Returns <paramref name="whenTrue"/> where the condition holds, otherwise <paramref name="whenFalse"/>.</summary>
    public static RegionValues Where(RegionValues condition, RegionValues whenTrue, RegionValues whenFalse)
    {
        var result = new double[Math.Max(condition.Count, Math.Max(whenTrue.Count, whenFalse.Count))];
        for (var region = 0; region < result.Length; region++)
        {
            result[region] = condition[region] != 0 ? whenTrue[region] : whenFalse[region];
        }

        return new(result);
    }
}
