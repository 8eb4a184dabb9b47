namespace UNetTrainer.Data;

/// <summary>
/// Frames for slices of several sizes. Slices of like size share a frame and a batch, so that the memory of a batch follows the pixels of its own slices: one large picture does not
/// enlarge the batches of small ones. A frame depends on the sizes in the data and not on the batch, so that maps of a slice can be kept.
/// </summary>
internal sealed class Frames
{
    // More padding than this multiple of a slice's pixels costs more than another batch.
    private const double MostPadding = 1.5;

    // Small slices share a frame whatever their shapes: from batches of a few small slices batch norm would get poor statistics.
    private const int SmallPixels = 1 << 16;

    private readonly Dictionary<Frame, Frame> bySize = [];

    /// <param name="slices">All slices that are to be framed.</param>
    public Frames(IEnumerable<Slice> slices)
    {
        var sizes = slices.Select(SizeOf).Distinct().OrderByDescending(static s => s.Pixels).ThenBy(static s => s.Height).ToArray();
        for (var start = 0; start < sizes.Length;)
        {
            var (frame, end) = (sizes[start], start + 1);
            for (; end < sizes.Length && IsShared(frame.Around(sizes[end]), sizes[end]); end++)
            {
                frame = frame.Around(sizes[end]);
            }

            Array.ForEach(sizes[start..end], size => bySize[size] = frame);
            start = end;
        }
    }

    /// <summary>Number of different frames.</summary>
    public int Count => bySize.Values.Distinct().Count();

    /// <summary>Returns the frame of a slice.</summary>
    public Frame this[Slice slice] => bySize[SizeOf(slice)];

    /// <summary>Cuts slices into batches of nearly equal size, each of slices with one frame. Where all slices have one frame, their order stays.</summary>
    /// <param name="slices">Slices to cut.</param>
    /// <param name="size">Largest number of slices in a batch.</param>
    /// <param name="fewest">Smallest number of batches, as far as there are slices.</param>
    public IReadOnlyList<IReadOnlyList<Slice>> Cut(IReadOnlyList<Slice> slices, int size, int fewest = 1) =>
    [
        .. slices.GroupBy(s => this[s]).Select(static g => g.ToArray()).SelectMany(g => Batch.Cut(g, Batch.Count(g.Length, size, Share(fewest, g.Length, slices.Count)))),
    ];

    private static int Share(int fewest, int part, int all) => (int)((((long)fewest * part) + all - 1) / all);

    // Sizes go down, so that the last one has the most padding.
    private static bool IsShared(Frame frame, Frame last) => frame.Pixels <= Math.Max(SmallPixels, MostPadding * last.Pixels);

    private static Frame SizeOf(Slice slice) => new(slice.Height, slice.Width);
}
