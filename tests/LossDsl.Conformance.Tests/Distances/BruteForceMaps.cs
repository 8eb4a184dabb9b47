namespace LossDsl.Conformance.Distances;

/// <summary>Computes distance maps and contours by their definition, comparing every pixel with every other. The oracle for small images.</summary>
internal static class BruteForceMaps
{
    public static double[] Map(Mask mask, DistanceKind kind) => [.. mask.Pixels.Chunk(mask.Size).SelectMany(image => Map(new Image(image, mask.Lengths, mask.Spacing), kind))];

    public static double[] Contour(Mask mask) =>
        [.. mask.Pixels.Chunk(mask.Size).SelectMany(image => new Image(image, mask.Lengths, mask.Spacing).Contour().Select(static on => on ? 1.0 : 0.0))];

    private static double[] Map(Image image, DistanceKind kind)
    {
        var mask = image.Pixels;
        if (mask.Distinct().Count() < 2)
        {
            return new double[mask.Length];
        }

        double[] d = [.. mask.Select((side, i) => image.Nearest(i, mask, !side))];
        var edge = image.Spacing.Where((_, axis) => image.Lengths[axis] > 1).Min();
        return kind switch
        {
            DistanceKind.Euclidean => d,
            DistanceKind.Signed => [.. d.Select((distance, i) => mask[i] ? -(distance - edge) : distance)],
            DistanceKind.Inverted => Inverted(mask, d),
            DistanceKind.InvertedUnscaled => [.. d.Select(distance => d.Max() - distance)],
            _ => [.. d.Select((_, i) => image.Nearest(i, image.Contour(), true))],
        };
    }

    private static double[] Inverted(bool[] mask, double[] d)
    {
        double[] farthest = [.. mask.Select(side => d.Where((_, j) => mask[j] == side).Max())];
        double[] inverted = [.. d.Select((distance, i) => farthest[i] - distance)];
        double[] largest = [.. mask.Select(side => inverted.Where((_, j) => mask[j] == side).Max())];
        return [.. inverted.Select((value, i) => largest[i] == 0 ? 0 : value / largest[i])];
    }

    private sealed record Image(bool[] Pixels, int[] Lengths, double[] Spacing)
    {
        public double Nearest(int from, bool[] mask, bool side) => Enumerable.Range(0, mask.Length).Where(to => mask[to] == side).Min(to => Distance(Position(from), Position(to)));

        public bool[] Contour() =>
            Pixels.Contains(false) ? [.. Pixels.Select((on, i) => on && Neighbours(Position(i)).Any(position => !On(position)))] : new bool[Pixels.Length];

        private IEnumerable<int[]> Neighbours(int[] position) =>
            from axis in Enumerable.Range(0, Lengths.Length)
            where Lengths[axis] > 1
            from way in new[] { -1, 1 }
            select position.Select((coordinate, a) => a == axis ? coordinate + way : coordinate).ToArray();

        private bool On(int[] position)
        {
            var index = 0;
            for (var axis = 0; axis < Lengths.Length; axis++)
            {
                if (position[axis] < 0 || position[axis] >= Lengths[axis])
                {
                    return false;
                }

                index = (index * Lengths[axis]) + position[axis];
            }

            return Pixels[index];
        }

        private int[] Position(int index)
        {
            var position = new int[Lengths.Length];
            for (var axis = Lengths.Length - 1; axis >= 0; axis--)
            {
                (index, position[axis]) = Math.DivRem(index, Lengths[axis]);
            }

            return position;
        }

        private double Distance(int[] a, int[] b) => Math.Sqrt(Spacing.Select((step, axis) => (a[axis] - b[axis]) * step * ((a[axis] - b[axis]) * step)).Sum());
    }
}
