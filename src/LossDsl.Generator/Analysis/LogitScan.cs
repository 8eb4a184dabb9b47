using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;

namespace LossDsl.Generator.Analysis;

/// <summary>One series of a <see cref="LogitScan"/>.</summary>
/// <param name="Region">The region of which one pixel is scanned.</param>
/// <param name="Group">The group of the scanned pixel, and its index in the regions of the series.</param>
/// <param name="Pixels">The scanned pixel in each region of the series, as an index into <see cref="ProbeRegions.Pixels"/>, from the lowest to the highest logit.</param>
internal sealed record LogitSeries(ProbeRegion Region, int Group, int[] Pixels);

/// <summary>
/// Series of probe regions that differ in the logit of one pixel only, which rises from each region to the next. Between two neighbours of a series one prediction changes, so that
/// values can be compared across jumps.
/// </summary>
internal sealed class LogitScan
{
    /// <summary>The logits of a scanned pixel, in the order of a series.</summary>
    public static readonly double[] Levels = [-1e4, -40, -5, -2, -0.5, -0.1, 0.1, 0.5, 2, 5, 40, 1e4];

    private const int Portion = 4;

    /// <param name="bases">The regions, of which each pixel is scanned in turn while the others stay.</param>
    public LogitScan(IEnumerable<ProbeRegion> bases)
    {
        List<ProbeRegion> regions = [];
        List<LogitSeries> series = [];
        var start = 0;
        foreach (var (region, group) in bases.SelectMany(static region => Enumerable.Range(0, region.Pixels.Count).Select(i => (region, i))))
        {
            var scanned = Array.ConvertAll(Levels, level => WithOne(region, group, level));
            var width = scanned[0].Pixels.Count;
            series.Add(new(region, group, [.. Levels.Select((_, i) => start + (i * width) + group)]));
            regions.AddRange(scanned);
            start += Levels.Length * width;
        }

        (Regions, Series) = (new(regions), series);
    }

    private static IReadOnlyList<LogitScan> All { get; } = InPortions(ProbeRegion.All);

    private static IReadOnlyList<LogitScan> WithNeighbours { get; } = InPortions(ProbeRegion.All.Where(static probe => probe.HasSinglePixels));

    /// <summary>Returns the scans of the probe regions at which a loss is evaluated, in portions: most searches end early. Undecided predictions come first, because a reader sees them best.</summary>
    public static IReadOnlyList<LogitScan> Select(LossSpec spec) => spec.Stages.Any(static stage => stage.Kind.NeedsSinglePixels()) ? WithNeighbours : All;

    /// <summary>The regions of all series.</summary>
    public ProbeRegions Regions { get; }

    /// <summary>The series, one for each scanned pixel.</summary>
    public IReadOnlyList<LogitSeries> Series { get; }

    private static IReadOnlyList<LogitScan> InPortions(IEnumerable<ProbeRegion> bases) =>
        [.. bases.OrderBy(static region => region.Pixels.Max(static p => Math.Abs(p.Logit))).Select(static (region, i) => (region, i)).GroupBy(static b => b.i / Portion, static b => b.region).Select(static portion => new LogitScan(portion))];

    /// <summary>Returns the region with one pixel of a group at another logit. The pixel stands where the group stood; what is left of the group follows.</summary>
    public static ProbeRegion WithOne(ProbeRegion region, int group, double logit)
    {
        List<PixelGroup> pixels = [.. region.Pixels];
        var whole = pixels[group];
        pixels[group] = new(logit, whole.Target);
        if (whole.Count > 1)
        {
            pixels.Insert(group + 1, whole with { Count = whole.Count - 1 });
        }

        return new(pixels);
    }
}
