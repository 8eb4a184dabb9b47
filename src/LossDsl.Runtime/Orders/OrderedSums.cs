using System.Numerics;

namespace LossDsl.Orders;

/// <summary>Sums of values in the order of their pixels, in float64.</summary>
internal static unsafe class OrderedSums
{
    // Sums of chunks are added up, which keeps more digits than one running sum.
    private const int Chunk = 1 << 12;

    /// <summary>Writes, for each pixel, the sum over the pixels before it, or after it.</summary>
    public static void Exclusive<T>(T* terms, int* order, T* sums, int count, bool isAfter)
        where T : unmanaged, IFloatingPoint<T>
    {
        var (total, step) = (0.0, isAfter ? -1 : 1);
        var next = isAfter ? order + count - 1 : order;
        for (var left = count; left > 0; left -= Chunk)
        {
            var sum = 0.0;
            for (var i = Math.Min(left, Chunk); i > 0; i--, next += step)
            {
                sums[*next] = T.CreateTruncating(total + sum);
                sum += double.CreateTruncating(terms[*next]);
            }

            total += sum;
        }
    }

    /// <summary>Returns the sum over the first pixels.</summary>
    public static double First<T>(T* terms, int* order, int count)
        where T : unmanaged, IFloatingPoint<T>
    {
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            sum += double.CreateTruncating(terms[order[i]]);
        }

        return sum;
    }
}
