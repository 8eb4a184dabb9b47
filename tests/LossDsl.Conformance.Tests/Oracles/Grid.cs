namespace LossDsl.Conformance.Oracles;

/// <summary>Which pixel belongs where: pixels are counted through [B, C, ...], regions through [B, C] (over the whole batch [C]), images through [B].</summary>
internal sealed class Grid(long[] shape, Region region)
{
    private readonly int pixels = (int)shape.Skip(2).Aggregate(1L, static (count, length) => count * length);

    public int Classes { get; } = (int)shape[1];

    public int Images { get; } = region == Region.WholeBatch ? 1 : (int)shape[0];

    public int[] Spatial { get; } = [.. shape.Skip(2).Select(static length => (int)length)];

    /// <summary>How many values a level has.</summary>
    public int Count(Level level) => level switch
    {
        Level.Pixel => (int)shape.Aggregate(static (count, length) => count * length),
        Level.Region => Images * Classes,
        _ => Images,
    };

    /// <summary>The index of what holds a pixel or a region, at a level that is as coarse or coarser.</summary>
    public int Index(int i, Level from, Level to) => (from, to) switch
    {
        (Level.Pixel, Level.Region) => RegionOf(i),
        (Level.Pixel, Level.Image) => RegionOf(i) / Classes,
        (Level.Region, Level.Image) => i / Classes,
        _ => i,
    };

    /// <summary>The class of a pixel or a region.</summary>
    public int ClassOf(int i, Level level) => (level == Level.Pixel ? RegionOf(i) : i) % Classes;

    /// <summary>The same pixel of every class, in the order of the classes.</summary>
    public IEnumerable<int> AcrossClasses(int i)
    {
        var first = i / (Classes * pixels) * Classes * pixels + i % pixels;
        return Enumerable.Range(0, Classes).Select(c => first + c * pixels);
    }

    private int RegionOf(int i) => region == Region.WholeBatch ? i / pixels % Classes : i / pixels;
}
