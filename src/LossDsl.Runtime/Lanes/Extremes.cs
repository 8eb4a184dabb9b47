using System.Numerics;
using System.Runtime.Intrinsics;

namespace LossDsl.Lanes;

/// <summary>Reduces a vector to its largest or smallest element. NaN if an element is NaN.</summary>
internal static class Extremes
{
    /// <summary>Returns the largest element.</summary>
    public static T Largest<T>(Vector512<T> value)
        where T : IFloatingPointIeee754<T> => Largest(Vector256.Max(value.GetLower(), value.GetUpper()));

    /// <summary>Returns the largest element.</summary>
    public static T Largest<T>(Vector256<T> value)
        where T : IFloatingPointIeee754<T> => Largest(Vector128.Max(value.GetLower(), value.GetUpper()));

    /// <summary>Returns the largest element.</summary>
    public static T Largest<T>(Vector128<T> value)
        where T : IFloatingPointIeee754<T>
    {
        var largest = value[0];
        for (var i = 1; i < Vector128<T>.Count; i++)
        {
            largest = T.Max(largest, value[i]);
        }

        return largest;
    }

    /// <summary>Returns the smallest element.</summary>
    public static T Smallest<T>(Vector512<T> value)
        where T : IFloatingPointIeee754<T> => Smallest(Vector256.Min(value.GetLower(), value.GetUpper()));

    /// <summary>Returns the smallest element.</summary>
    public static T Smallest<T>(Vector256<T> value)
        where T : IFloatingPointIeee754<T> => Smallest(Vector128.Min(value.GetLower(), value.GetUpper()));

    /// <summary>Returns the smallest element.</summary>
    public static T Smallest<T>(Vector128<T> value)
        where T : IFloatingPointIeee754<T>
    {
        var smallest = value[0];
        for (var i = 1; i < Vector128<T>.Count; i++)
        {
            smallest = T.Min(smallest, value[i]);
        }

        return smallest;
    }
}
