namespace LossDsl.Testing.Oracles;

/// <summary>
/// Index arithmetic for tensors [B, C, ...]: converts the index of a pixel to that of its region, image or class. Regions are numbered through [B, C], or [C] over the
/// whole batch; images through [B].
/// </summary>
internal sealed class Grid(long[] shape, Region region)
{
    private readonly int pixels = (int)shape.Skip(2).Aggregate(1L, static (count, length) => count * length);

    public int Classes { get; } = (int)shape[1];

    public int Images { get; } = region == Region.WholeBatch ? 1 : (int)shape[0];

    public int[] Spatial { get; } = [.. shape.Skip(2).Select(static length => (int)length)];

    /// <summary>Returns the number of values of a level.</summary>
    public int Count(Level level) => level switch
    {
        Level.Pixel => (int)shape.Aggregate(static (count, length) => count * length),
        Level.Region => Images * Classes,
        Level.Batch => 1,
        _ => Images,
    };

    /// <summary>Returns the index of the region or image that contains a pixel or region; 0 for the batch. The target level is the same or coarser.</summary>
    public int Index(int i, Level from, Level to) => (from, to) switch
    {
        (Level.Pixel, Level.Region) => RegionOf(i),
        (Level.Pixel, Level.Image) => RegionOf(i) / Classes,
        (Level.Region, Level.Image) => i / Classes,
        (_, Level.Batch) => 0,
        _ => i,
    };

    /// <summary>Returns the class of a pixel or a region.</summary>
    public int ClassOf(int i, Level level) => (level == Level.Pixel ? RegionOf(i) : i) % Classes;

    /// <summary>Returns the indices of the same pixel in every class, in the order of the classes.</summary>
    public IEnumerable<int> AcrossClasses(int i)
    {
        var first = i / (Classes * pixels) * Classes * pixels + i % pixels;
        return Enumerable.Range(0, Classes).Select(c => first + c * pixels);
    }

    private int RegionOf(int i) => region == Region.WholeBatch ? i / pixels % Classes : i / pixels;
}
