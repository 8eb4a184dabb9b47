using System.Numerics;
using System.Runtime.Intrinsics;

namespace LossDsl.Lanes;

/// <summary>The largest and the smallest number of a vector.</summary>
internal static class Extremes
{
    public static T Largest<T>(Vector512<T> value)
        where T : IFloatingPointIeee754<T> => Largest(Vector256.Max(value.GetLower(), value.GetUpper()));

    public static T Largest<T>(Vector256<T> value)
        where T : IFloatingPointIeee754<T> => Largest(Vector128.Max(value.GetLower(), value.GetUpper()));

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

    public static T Smallest<T>(Vector512<T> value)
        where T : IFloatingPointIeee754<T> => Smallest(Vector256.Min(value.GetLower(), value.GetUpper()));

    public static T Smallest<T>(Vector256<T> value)
        where T : IFloatingPointIeee754<T> => Smallest(Vector128.Min(value.GetLower(), value.GetUpper()));

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
