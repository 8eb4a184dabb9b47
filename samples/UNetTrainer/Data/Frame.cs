namespace UNetTrainer.Data;

/// <summary>The common size that slices of several volumes are padded to, centred.</summary>
internal readonly record struct Frame(int Height, int Width)
{
    /// <summary>The smallest frame that holds every slice of some cases.</summary>
    public static Frame Around(IEnumerable<ISliceSource> cases) =>
        cases.Aggregate(new Frame(1, 1), static (f, s) => new(Math.Max(f.Height, s.Height), Math.Max(f.Width, s.Width)));
}
