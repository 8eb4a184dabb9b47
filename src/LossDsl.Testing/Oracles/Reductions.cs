namespace LossDsl.Testing.Oracles;

/// <summary>Reduces pixels to regions, and regions to images, by plain loops.</summary>
internal sealed class Reductions(Grid grid, bool[] valid, LossOptions options)
{
    /// <summary>Reduces the valid pixels of each region, or those of them that count; 0 for a region without any.</summary>
    public double[] OverPixels(double[] perPixel, Func<IReadOnlyCollection<double>, double> reduce, bool[]? counting = null)
    {
        var regions = Enumerable.Range(0, grid.Count(Level.Region)).Select(static _ => new List<double>()).ToArray();
        for (var i = 0; i < perPixel.Length; i++)
        {
            if (valid[i] && (counting is null || counting[i]))
            {
                regions[grid.Index(i, Level.Pixel, Level.Region)].Add(perPixel[i]);
            }
        }

        return [.. regions.Select(region => region.Count == 0 ? 0 : reduce(region))];
    }

    /// <summary>Reduces the classes of each image, without the background if the options exclude it.</summary>
    public double[] OverClasses(double[] perRegion, Func<IEnumerable<double>, double> reduce) =>
        [.. perRegion.Chunk(grid.Classes).Select(classes => reduce(classes.Skip(options.IncludeBackground ? 0 : 1)))];
}
