namespace UNetTrainer.Data;

/// <summary>Size in pixels to which slices are padded; each slice is centred.</summary>
internal readonly record struct Frame(int Height, int Width)
{
    /// <summary>Number of pixels.</summary>
    public int Pixels => Height * Width;

    /// <summary>Returns the smallest frame that holds this one and another.</summary>
    public Frame Around(Frame other) => new(Math.Max(Height, other.Height), Math.Max(Width, other.Width));

    /// <summary>Returns the smallest frame that holds every slice of the cases.</summary>
    public static Frame Around(IEnumerable<ISliceSource> cases) => cases.Aggregate(new Frame(1, 1), static (f, s) => f.Around(new Frame(s.Height, s.Width)));
}
