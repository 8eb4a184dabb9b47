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

    /// <summary>Sums, for each pixel, over the valid pixels of its region that come before it in the descending order of other values; 0 for a pixel that is not valid.</summary>
    public double[] Above(double[] perPixel, double[] order)
    {
        var result = new double[perPixel.Length];
        foreach (var region in Enumerable.Range(0, perPixel.Length).Where(i => valid[i]).GroupBy(i => grid.Index(i, Level.Pixel, Level.Region)))
        {
            var sum = 0.0;
            foreach (var i in Ordering.Descending([.. region], i => order[i]))
            {
                result[i] = sum;
                sum += perPixel[i];
            }
        }

        return result;
    }

    /// <summary>Reduces the classes of each pixel that are valid there, all of them where none is; a value for each pixel and class.</summary>
    public double[] OverPixelClasses(double[] perPixel, Func<IReadOnlyCollection<double>, double> reduce) =>
        [.. perPixel.Select((_, i) => reduce([.. Entering(i).Select(at => perPixel[at])]))];

    /// <summary>Sums at each pixel and class over the classes up to it that are valid there.</summary>
    public double[] UpToClasses(double[] perPixel) => [.. perPixel.Select((_, i) => Entering(i).Where(at => at <= i).Sum(at => perPixel[at]))];

    private IEnumerable<int> Entering(int i) => grid.AcrossClasses(i).Any(at => valid[at]) ? grid.AcrossClasses(i).Where(at => valid[at]) : grid.AcrossClasses(i);
}
