namespace UNetTrainer.Imaging;

/// <summary>Scalar image in three dimensions.</summary>
/// <param name="Width">Number of voxels along x, the dimension that varies fastest.</param>
/// <param name="Height">Number of voxels along y.</param>
/// <param name="Depth">Number of voxels along z.</param>
/// <param name="Voxels">Values, voxel (x, y, z) at x + Width · (y + Height · z).</param>
internal sealed record Volume(int Width, int Height, int Depth, float[] Voxels)
{
    /// <summary>Distance of neighbouring voxels along x, y and z, in mm if the file says so; else 1.</summary>
    public (double X, double Y, double Z) Spacing { get; init; } = (1, 1, 1);

    /// <summary>Numbers of voxels along x, y and z as text, e.g. <c>91 x 109 x 91</c>.</summary>
    public string Shape => $"{Width} x {Height} x {Depth}";

    /// <summary>Returns the number of voxels along an axis.</summary>
    public int Length(Axis axis) => axis switch { Axis.X => Width, Axis.Y => Height, _ => Depth };
}
