namespace LossDsl.Distances;

/// <summary>The smallest and the largest distance on one side of the boundary.</summary>
internal readonly record struct DistanceRange(double Nearest, double Farthest)
{
    public static DistanceRange Measure(Plane plane, bool side)
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

    /// <summary>1 for the nearest, 0 for the farthest; 0 where they are the same.</summary>
    public double Invert(double distance) => Farthest > Nearest ? (Farthest - distance) / (Farthest - Nearest) : 0;
}
