using System.ComponentModel;
using LossDsl.Fused;

namespace LossDsl.CompilerServices;

/// <summary>
/// Numbers of regions, float64: one for each class that counts, or one for all of them. Arithmetic goes region by region; a single number meets every region.
/// A condition is 1 or 0.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RegionValues
{
    private readonly double[] numbers;

    internal RegionValues(params double[] numbers) => this.numbers = numbers;

    /// <summary>How many numbers.</summary>
    internal int Count => numbers.Length;

    /// <summary>The number of a region.</summary>
    internal double this[int region] => numbers[numbers.Length == 1 ? 0 : region];

    /// <summary>The same number for every region.</summary>
    public static implicit operator RegionValues(double number) => new(number);

    /// <summary>The same condition for every region.</summary>
    public static implicit operator RegionValues(bool condition) => new(condition ? 1 : 0);

    /// <summary>a + b.</summary>
    public static RegionValues operator +(RegionValues a, RegionValues b) => Each(a, b, static (a, b) => a + b);

    /// <summary>a - b.</summary>
    public static RegionValues operator -(RegionValues a, RegionValues b) => Each(a, b, static (a, b) => a - b);

    /// <summary>a b.</summary>
    public static RegionValues operator *(RegionValues a, RegionValues b) => Each(a, b, static (a, b) => a * b);

    /// <summary>a / b.</summary>
    public static RegionValues operator /(RegionValues a, RegionValues b) => Each(a, b, static (a, b) => a / b);

    /// <summary>-a.</summary>
    public static RegionValues operator -(RegionValues a) => Each(a, static a => -a);

    /// <summary>A function of each number.</summary>
    internal static RegionValues Each(RegionValues a, Func<double, double> function) => new(Array.ConvertAll(a.numbers, a => function(a)));

    /// <summary>A function of each pair of numbers.</summary>
    internal static RegionValues Each(RegionValues a, RegionValues b, Func<double, double, double> function)
    {
        var result = new double[Math.Max(a.Count, b.Count)];
        for (var region = 0; region < result.Length; region++)
        {
            result[region] = function(a[region], b[region]);
        }

        return new(result);
    }

    /// <summary>The numbers of <paramref name="count"/> regions.</summary>
    internal double[] Spread(int count) => numbers.Length == count ? numbers : [.. Enumerable.Repeat(numbers[0], count)];
}
