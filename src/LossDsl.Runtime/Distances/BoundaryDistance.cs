namespace LossDsl.Distances;

/// <summary>
/// Computes the exact Euclidean distance of every pixel to the nearest pixel of the other side of the boundary (Felzenszwalb and Huttenlocher 2012).
/// Squared distances within columns come first. Along every other axis they become the minimum of the squares found so far plus the square of the distance along the axis.
/// One array serves both sides: a pixel of the other side is at distance 0, which needs no stored value.
/// </summary>
internal static class BoundaryDistance
{
    /// <summary>Writes the distances to the values of the plane; 0 everywhere if the mask has no boundary.</summary>
    public static void Compute(PlaneBuffer plane)
    {
        if (!plane.HasBoundary)
        {
            plane.Values.Clear();
            return;
        }

        FirstAxisPass.Compute(plane);
        for (var axis = 1; axis < plane.Grid.Lengths.Length - 1; axis++)
        {
            StridedAxis.Update(plane, axis);
        }

        LastAxisPass.Update(plane);
    }
}
