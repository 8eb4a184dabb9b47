namespace UNetTrainer.Data;

/// <summary>Values of one or several masks, with the number of pixels of each.</summary>
internal sealed class MaskValues
{
    // Masks of more values are no labels. Counting goes on, for the share of the pixels.
    private const int MostCounted = 1 << 16;

    // Scaled integers, as NIfTI stores them, miss whole numbers by rounding.
    private const double Rounding = 1e-3;

    private readonly SortedDictionary<double, long> counts = [];

    /// <summary>Number of pixels.</summary>
    public long Pixels { get; private set; }

    /// <summary>Values in order; beyond 65536 some are missing.</summary>
    public IReadOnlyCollection<double> Values => counts.Keys;

    /// <summary>Returns the share of a value in all pixels, from 0 to 1.</summary>
    public double Share(double value) => (double)counts.GetValueOrDefault(value) / Pixels;

    /// <summary>Returns the share of pixels that have neither of two values.</summary>
    public double ShareOfOthers(double low, double high) => 1 - Share(low) - Share(high);

    /// <summary>Counts the pixels of a mask.</summary>
    public static MaskValues Count(MaskPixels pixels)
    {
        var values = new MaskValues();
        var (value, start) = (0.0, 0);
        for (var i = 0; i < pixels.Count; i++)
        {
            // Masks are made of runs of one value, so a look-up for each run is enough.
            if (i == 0 || pixels[i] != value)
            {
                values.Add(value, i - start);
                (value, start) = (pixels[i], i);
            }
        }

        values.Add(value, pixels.Count - start);
        return values;
    }

    /// <summary>Adds the values of another mask.</summary>
    public void Add(MaskValues other)
    {
        foreach (var (value, count) in other.counts)
        {
            Add(value, count);
        }

        Pixels += other.Pixels - other.counts.Values.Sum();
    }

    private void Add(double value, long count)
    {
        var whole = Math.Round(value);
        var rounded = double.IsNaN(value) ? 0 : Math.Abs(value - whole) < Rounding ? whole : value;
        Pixels += count;
        if (count > 0 && (counts.Count < MostCounted || counts.ContainsKey(rounded)))
        {
            counts[rounded] = counts.GetValueOrDefault(rounded) + count;
        }
    }
}
