namespace UNetTrainer.Tests.Support;

/// <summary>One of the 48 orders in which a file can store a volume. Written without the code under test.</summary>
/// <param name="Axes">RAS axis of each stored dimension.</param>
/// <param name="Backwards">Whether each stored dimension runs against its RAS axis.</param>
internal sealed record Storage(int[] Axes, bool[] Backwards)
{
    private static readonly int[][] Orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

    /// <summary>All orders; the first is RAS.</summary>
    public static IEnumerable<Storage> All =>
        from order in Orders
        from flips in Enumerable.Range(0, 8)
        select new Storage(order, [(flips & 1) > 0, (flips & 2) > 0, (flips & 4) > 0]);

    /// <summary>Orientation code, e.g. PIR.</summary>
    public string Code => string.Concat(Axes.Zip(Backwards, static (axis, backwards) => (backwards ? "LPI" : "RAS")[axis]));

    /// <summary>Returns the order with a code.</summary>
    public static Storage Named(string code) => All.Single(s => s.Code == code);

    /// <summary>Returns a file that stores a RAS volume in this order, with sform.</summary>
    /// <param name="ras">Voxels in RAS order.</param>
    /// <param name="lengths">Numbers of voxels along the RAS axes.</param>
    /// <param name="spacing">Spacing along the RAS axes.</param>
    /// <param name="origin">World coordinates of the first RAS voxel.</param>
    /// <param name="type">Code of the data type.</param>
    public NiftiFile Store(double[] ras, int[] lengths, double[] spacing, double[] origin, short type = 16)
    {
        var sform = new float[12];
        for (var row = 0; row < 3; row++)
        {
            var stored = Array.IndexOf(Axes, row);
            sform[(4 * row) + stored] = (float)(Backwards[stored] ? -spacing[row] : spacing[row]);
            sform[(4 * row) + 3] = (float)(origin[row] + (Backwards[stored] ? (lengths[row] - 1) * spacing[row] : 0));
        }

        var dim = Array.ConvertAll(Axes, axis => (short)lengths[axis]);
        return new()
        {
            Dim = [3, .. dim, 1, 1, 1, 1],
            Type = type,
            Values = [.. Places(lengths).Select(place => ras[place])],
            PixDim = [1, .. Axes.Select(axis => (float)spacing[axis])],
            Sform = sform,
        };
    }

    /// <summary>Returns stored voxels in RAS order.</summary>
    public float[] ToRas(float[] stored, int[] lengths)
    {
        var ras = new float[stored.Length];
        foreach (var (i, place) in Places(lengths).Index())
        {
            ras[place] = stored[i];
        }

        return ras;
    }

    // Index in RAS order of each stored voxel.
    private IEnumerable<int> Places(int[] lengths)
    {
        int[] strides = [1, lengths[0], lengths[0] * lengths[1]];
        return from k in Indices(2) from j in Indices(1) from i in Indices(0) select i + j + k;

        IEnumerable<int> Indices(int stored) =>
            Enumerable.Range(0, lengths[Axes[stored]]).Select(i => strides[Axes[stored]] * (Backwards[stored] ? lengths[Axes[stored]] - 1 - i : i));
    }
}
