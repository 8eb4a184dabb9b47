using UNetTrainer.Training;

namespace UNetTrainer.Tests.Support;

/// <summary>Reference for the figures of surfaces: plain loops over all pairs of surface voxels, without a distance transform.</summary>
internal static class SurfaceSearch
{
    /// <summary>Compares two masks with voxel (x, y, z) at x + Width · (y + Height · z), and the spacing of slices, rows and pixels.</summary>
    public static SurfaceFigures Compare(bool[] truth, bool[] predicted, (int Depth, int Height, int Width) shape, double[] spacing, double tolerance)
    {
        var (a, b) = (Surface(truth, shape), Surface(predicted, shape));
        if (a.Count == 0 || b.Count == 0)
        {
            return new(double.NaN, a.Count == 0 ? double.NaN : 0);
        }

        var distances = Nearest(a, b, spacing).Concat(Nearest(b, a, spacing)).Order().ToArray();
        var place = 0.95 * (distances.Length - 1);
        var low = (int)place;
        var high = Math.Min(low + 1, distances.Length - 1);
        return new(distances[low] + ((place - low) * (distances[high] - distances[low])), distances.Count(d => d <= tolerance + 1e-9) / (double)distances.Length);
    }

    private static List<(int Z, int Y, int X)> Surface(bool[] mask, (int Depth, int Height, int Width) shape)
    {
        var surface = new List<(int, int, int)>();
        for (var i = 0; i < mask.Length; i++)
        {
            var (x, y, z) = (i % shape.Width, i / shape.Width % shape.Height, i / (shape.Width * shape.Height));
            var inner = Is(z, y, x - 1) && Is(z, y, x + 1) && Is(z, y - 1, x) && Is(z, y + 1, x) && (shape.Depth == 1 || (Is(z - 1, y, x) && Is(z + 1, y, x)));
            if (mask[i] && !inner)
            {
                surface.Add((z, y, x));
            }
        }

        return surface;

        bool Is(int z, int y, int x) => z >= 0 && z < shape.Depth && y >= 0 && y < shape.Height && x >= 0 && x < shape.Width && mask[x + (shape.Width * (y + (shape.Height * z)))];
    }

    private static IEnumerable<double> Nearest(List<(int Z, int Y, int X)> from, List<(int Z, int Y, int X)> to, double[] spacing) =>
        from.Select(a => Math.Sqrt(to.Min(b => Square((a.Z - b.Z) * spacing[0]) + Square((a.Y - b.Y) * spacing[1]) + Square((a.X - b.X) * spacing[2]))));

    private static double Square(double x) => x * x;
}
