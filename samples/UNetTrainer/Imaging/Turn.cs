namespace UNetTrainer.Imaging;

/// <summary>Permutation and flips of the dimensions of a volume. No voxel changes its value or its place in the world.</summary>
internal sealed class Turn
{
    private static readonly int[][] Orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

    private readonly Dimension[] sources;

    private Turn(Dimension[] sources) => this.sources = sources;

    /// <summary>Turn that leaves volumes as they are.</summary>
    public static Turn None { get; } = new([new(0, false), new(1, false), new(2, false)]);

    /// <summary>Turn that undoes this one.</summary>
    public Turn Inverse => new([.. Enumerable.Range(0, 3).Select(to => new Dimension(Array.FindIndex(sources, s => s.Index == to), sources.Single(s => s.Index == to).IsFlipped))]);

    /// <summary>Direction in which each stored dimension grows, for a turn to RAS+: right or left, anterior or posterior, superior or inferior, e.g. <c>LPS</c>.</summary>
    public string StoredOrientation => string.Concat(Enumerable.Range(0, 3).Select(stored =>
    {
        var axis = Array.FindIndex(sources, s => s.Index == stored);
        return (sources[axis].IsFlipped ? "LPI" : "RAS")[axis];
    }));

    /// <summary>
    /// Returns the turn that brings the dimensions to right, anterior and superior, each to the world axis that it is closest to. What remains of an oblique scan stays in the
    /// geometry. A geometry that is not stated is not turned.
    /// </summary>
    public static Turn ToRas(Geometry geometry)
    {
        if (!geometry.IsStated)
        {
            return None;
        }

        var directions = geometry.Steps.Select(static s => (1 / s.Length) * s).ToArray();
        var closest = Orders.MaxBy(order => order.Select((from, axis) => Math.Abs(directions[from][axis])).Sum())!;
        return new([.. closest.Select((from, axis) => new Dimension(from, directions[from][axis] < 0))]);
    }

    /// <summary>Returns the volume with its dimensions turned; its geometry follows.</summary>
    public Volume Apply(Volume volume)
    {
        var lengths = volume.Lengths;
        return volume with
        {
            Width = lengths[sources[0].Index],
            Height = lengths[sources[1].Index],
            Depth = lengths[sources[2].Index],
            Voxels = Apply(volume.Voxels, lengths),
            Geometry = Apply(volume.Geometry, lengths),
        };
    }

    /// <summary>Returns the geometry of a turned volume.</summary>
    /// <param name="geometry">Geometry before the turn.</param>
    /// <param name="lengths">Numbers of voxels along the dimensions before the turn.</param>
    public Geometry Apply(Geometry geometry, IReadOnlyList<int> lengths)
    {
        var steps = sources.Select(s => (s.IsFlipped ? -1 : 1) * geometry.Steps[s.Index]).ToArray();
        var corner = new double[3];
        foreach (var flipped in sources.Where(static s => s.IsFlipped))
        {
            corner[flipped.Index] = lengths[flipped.Index] - 1;
        }

        return geometry with { X = steps[0], Y = steps[1], Z = steps[2], Origin = geometry.World(corner[0], corner[1], corner[2]) };
    }

    /// <summary>Returns turned voxels.</summary>
    /// <param name="voxels">Values, channel after channel.</param>
    /// <param name="lengths">Numbers of voxels along the dimensions before the turn.</param>
    public T[] Apply<T>(T[] voxels, IReadOnlyList<int> lengths)
    {
        int[] strides = [1, lengths[0], lengths[0] * lengths[1]];
        var (count, turned, at) = (strides[2] * lengths[2], new T[voxels.Length], 0);
        var steps = Array.ConvertAll(sources, s => s.IsFlipped ? -strides[s.Index] : strides[s.Index]);
        var corner = sources.Sum(s => s.IsFlipped ? (lengths[s.Index] - 1) * strides[s.Index] : 0);
        for (var channel = corner; channel < voxels.Length; channel += count)
        {
            for (var z = 0; z < lengths[sources[2].Index]; z++)
            {
                for (var y = 0; y < lengths[sources[1].Index]; y++)
                {
                    var row = channel + (z * steps[2]) + (y * steps[1]);
                    for (var x = 0; x < lengths[sources[0].Index]; x++, at++)
                    {
                        turned[at] = voxels[row + (x * steps[0])];
                    }
                }
            }
        }

        return turned;
    }

    // Dimension before the turn, and whether it is read backwards.
    private readonly record struct Dimension(int Index, bool IsFlipped);
}
