namespace UNetTrainer.Imaging;

/// <summary>Image in three dimensions with one or more channels. A picture is a volume of one slice.</summary>
/// <param name="Width">Number of voxels along x, the dimension that varies fastest.</param>
/// <param name="Height">Number of voxels along y.</param>
/// <param name="Depth">Number of voxels along z.</param>
/// <param name="Voxels">Values, voxel (x, y, z) of channel c at x + Width · (y + Height · (z + Depth · c)).</param>
internal sealed record Volume(int Width, int Height, int Depth, float[] Voxels)
{
    /// <summary>Number of channels: 1 for grey, 3 for colours, one for each modality.</summary>
    public int Channels { get; init; } = 1;

    /// <summary>Map from voxels to world coordinates.</summary>
    public Geometry Geometry { get; init; } = Geometry.Unknown;

    /// <summary>Description of the stored samples for messages, e.g. <c>16-bit grey PNG</c>; empty where the reader gives none.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Colours of the indices that a palette picture holds when it is read as a mask, as 0xRRGGBB; empty for all others.</summary>
    public IReadOnlyList<int> Palette { get; init; } = [];

    /// <summary>Sentences about the file that the user should read, e.g. that its alpha channel is left out.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Distance of neighbouring voxels along x, y and z, in mm if the file says so; else 1.</summary>
    public (double X, double Y, double Z) Spacing => Geometry.Spacing;

    /// <summary>Numbers of voxels along x, y and z as text, e.g. <c>91 x 109 x 91</c>.</summary>
    public string Shape => $"{Width} x {Height} x {Depth}";

    /// <summary>Numbers of voxels along x, y and z.</summary>
    public IReadOnlyList<int> Lengths => [Width, Height, Depth];

    /// <summary>Whether there is a single slice, as of a picture.</summary>
    public bool IsSlice => Width == 1 || Height == 1 || Depth == 1;

    /// <summary>Returns the number of voxels along an axis.</summary>
    public int Length(Axis axis) => axis switch { Axis.X => Width, Axis.Y => Height, _ => Depth };
}
