namespace UNetTrainer.Data;

/// <summary>Common size in pixels to which slices of several volumes are padded; each slice is centred.</summary>
internal readonly record struct Frame(int Height, int Width)
{
    /// <summary>Returns the smallest frame that holds every slice of the cases.</summary>
    public static Frame Around(IEnumerable<ISliceSource> cases) =>
        cases.Aggregate(new Frame(1, 1), static (f, s) => new(Math.Max(f.Height, s.Height), Math.Max(f.Width, s.Width)));
}
