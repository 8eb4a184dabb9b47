namespace LossDsl.Lanes;

/// <summary>Applies a scalar function to the elements of a lane one by one, in float64. Used for functions that have no vector form here.</summary>
internal static class Elementwise
{
    // No lane has more elements.
    private const int MostNumbers = 16;

    /// <summary>Applies a function to each element.</summary>
    public static TLane Map<TLane>(TLane x, Func<double, double> function)
        where TLane : struct, ILane<TLane>
    {
        Span<double> numbers = stackalloc double[MostNumbers];
        TLane.Store(x, ref numbers[0], 0);
        foreach (ref var number in numbers[..TLane.Count])
        {
            number = function(number);
        }

        return TLane.Load(in numbers[0], 0);
    }

    /// <summary>Applies a function to each pair of elements.</summary>
    public static TLane Map<TLane>(TLane x, TLane y, Func<double, double, double> function)
        where TLane : struct, ILane<TLane>
    {
        Span<double> numbers = stackalloc double[MostNumbers];
        Span<double> others = stackalloc double[MostNumbers];
        TLane.Store(x, ref numbers[0], 0);
        TLane.Store(y, ref others[0], 0);
        for (var i = 0; i < TLane.Count; i++)
        {
            numbers[i] = function(numbers[i], others[i]);
        }

        return TLane.Load(in numbers[0], 0);
    }
}
