namespace LossDsl.Distances;

/// <summary>Smallest and largest distance on one side of the boundary of a mask, for inverted distance maps.</summary>
/// <param name="Nearest">The smallest distance; infinite if the side has no pixel.</param>
/// <param name="Farthest">The largest distance; 0 if the side has no pixel.</param>
internal readonly record struct DistanceRange(double Nearest, double Farthest)
{
    /// <summary>Measures the distances on one side of a plane: the foreground if <paramref name="side"/> is true, else the background.</summary>
    public static DistanceRange Measure(PlaneBuffer plane, bool side)
    {
        var mask = plane.Mask;
        var d = plane.Values;
        var (nearest, farthest) = (double.PositiveInfinity, 0.0);
        for (var i = 0; i < d.Length; i++)
        {
            if (mask[i] == side)
            {
                nearest = Math.Min(nearest, d[i]);
                farthest = Math.Max(farthest, d[i]);
            }
        }

        return new DistanceRange(nearest, farthest);
    }

    /// <summary>Maps a distance linearly to 1 for the smallest and 0 for the largest; to 0 if they are equal.</summary>
    public double Invert(double distance) => Farthest > Nearest ? (Farthest - distance) / (Farthest - Nearest) : 0;
}
