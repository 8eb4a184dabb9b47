namespace LossDsl.Distances;

/// <summary>The smallest and the largest distance on one side of the boundary.</summary>
internal readonly record struct Extent(double Nearest, double Farthest)
{
    public static Extent Of(Plane plane, bool side)
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

        return new Extent(nearest, farthest);
    }

    /// <summary>1 for the nearest, 0 for the farthest; 0 where they are the same.</summary>
    public double Invert(double distance) => Farthest > Nearest ? (Farthest - distance) / (Farthest - Nearest) : 0;
}
