namespace LossDsl.Distances;

/// <summary>
/// The distance of every pixel to the nearest one of the other side, exactly. Each axis adds its part of the square: the distance within the column first, then, along every other
/// axis, the smallest of the squares found so far plus the square of the way to them (Felzenszwalb and Huttenlocher 2012).
/// One array serves both sides, since for either side the pixels of the other lie at distance 0 and need no place of their own.
/// </summary>
internal static class BoundaryDistance
{
    /// <summary>Fills the values of the plane; with 0 where it has no boundary.</summary>
    public static void Compute(Plane plane)
    {
        if (!plane.HasBoundary)
        {
            plane.Values.Clear();
            return;
        }

        FirstAxis.Compute(plane);
        for (var axis = 1; axis < plane.Grid.Lengths.Length - 1; axis++)
        {
            StridedAxis.Update(plane, axis);
        }

        LastAxis.Update(plane);
    }
}
