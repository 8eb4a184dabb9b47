namespace UNetTrainer.Imaging;

/// <summary>A scalar image in three dimensions.</summary>
/// <param name="Width">Voxels along x, the dimension that varies fastest.</param>
/// <param name="Height">Voxels along y.</param>
/// <param name="Depth">Voxels along z.</param>
/// <param name="Voxels">The values, voxel (x, y, z) at x + Width · (y + Height · z).</param>
internal sealed record Volume(int Width, int Height, int Depth, float[] Voxels)
{
    /// <summary>The distance of neighbouring voxels along x, y and z, in mm if the file says so; else 1.</summary>
    public (double X, double Y, double Z) Spacing { get; init; } = (1, 1, 1);

    /// <summary>Voxels along x, y and z as text, e.g. <c>91 x 109 x 91</c>.</summary>
    public string Shape => $"{Width} x {Height} x {Depth}";

    /// <summary>The number of voxels along an axis.</summary>
    public int Length(Axis axis) => axis switch { Axis.X => Width, Axis.Y => Height, _ => Depth };
}
