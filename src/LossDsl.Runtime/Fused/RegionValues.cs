using System.ComponentModel;
using LossDsl.Fused;

namespace LossDsl.CompilerServices;

/// <summary>
/// Region values of one group, float64: one number for each included class, or a single number for all of them. Generated code computes with them between passes. Arithmetic is
/// region by region, and a single number is broadcast to all regions. A condition is 1 or 0.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RegionValues
{
    private readonly double[] numbers;

    internal RegionValues(params double[] numbers) => this.numbers = numbers;

    /// <summary>Number of values: the number of regions, or 1.</summary>
    internal int Count => numbers.Length;

    /// <summary>Value of a region.</summary>
    internal double this[int region] => numbers[numbers.Length == 1 ? 0 : region];

    /// <summary>Converts a number to region values that are equal for all regions.</summary>
    public static implicit operator RegionValues(double number) => new(number);

    /// <summary>Converts a condition to region values, 1 or 0, that are equal for all regions.</summary>
    public static implicit operator RegionValues(bool condition) => new(condition ? 1 : 0);

    /// <summary>Returns a + b.</summary>
    public static RegionValues operator +(RegionValues a, RegionValues b) => Each(a, b, static (a, b) => a + b);

    /// <summary>Returns a - b.</summary>
    public static RegionValues operator -(RegionValues a, RegionValues b) => Each(a, b, static (a, b) => a - b);

    /// <summary>Returns a b.</summary>
    public static RegionValues operator *(RegionValues a, RegionValues b) => Each(a, b, static (a, b) => a * b);

    /// <summary>Returns a / b, by the rules of IEEE 754.</summary>
    public static RegionValues operator /(RegionValues a, RegionValues b) => Each(a, b, static (a, b) => a / b);

    /// <summary>Returns -a.</summary>
    public static RegionValues operator -(RegionValues a) => Each(a, static a => -a);

    /// <summary>Applies a function to the value of each region.</summary>
    internal static RegionValues Each(RegionValues a, Func<double, double> function) => new(Array.ConvertAll(a.numbers, a => function(a)));

    /// <summary>Applies a function to the two values of each region.</summary>
    internal static RegionValues Each(RegionValues a, RegionValues b, Func<double, double, double> function)
    {
        var result = new double[Math.Max(a.Count, b.Count)];
        for (var region = 0; region < result.Length; region++)
        {
            result[region] = function(a[region], b[region]);
        }

        return new(result);
    }

    /// <summary>Returns consecutive values, or the single number for each.</summary>
    internal double[] Slice(int start, int count) => numbers.Length == 1 ? BroadcastTo(count) : numbers[start..(start + count)];

    /// <summary>Returns <paramref name="count"/> values, after broadcasting a single number.</summary>
    internal double[] BroadcastTo(int count) => numbers.Length == count ? numbers : [.. Enumerable.Repeat(numbers[0], count)];
}
