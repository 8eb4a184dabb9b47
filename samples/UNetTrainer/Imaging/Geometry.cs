namespace UNetTrainer.Imaging;

/// <summary>
/// Affine map from voxel indices to world coordinates in mm: x to the right, y to the front, z to the top of the patient (RAS+). Column j is the step of one voxel along
/// dimension j, and the origin is the centre of voxel (0, 0, 0).
/// </summary>
/// <param name="X">World step of one voxel along the first dimension.</param>
/// <param name="Y">World step of one voxel along the second dimension.</param>
/// <param name="Z">World step of one voxel along the third dimension.</param>
/// <param name="Origin">World coordinates of voxel (0, 0, 0).</param>
internal sealed record Geometry(Vector X, Vector Y, Vector Z, Vector Origin)
{
    /// <summary>Geometry with steps along the world's axes.</summary>
    /// <param name="x">Distance of neighbouring voxels along the first dimension.</param>
    /// <param name="y">Distance along the second dimension.</param>
    /// <param name="z">Distance along the third dimension.</param>
    public static Geometry FromSpacing(double x, double y, double z) => new(new(x, 0, 0), new(0, y, 0), new(0, 0, z), new(0, 0, 0));

    /// <summary>Geometry of a file that states none: a spacing of 1.</summary>
    public static Geometry Unknown { get; } = FromSpacing(1, 1, 1) with { IsStated = false, HasSpacing = false };

    /// <summary>Whether the file states orientation and origin. Pictures state none.</summary>
    public bool IsStated { get; init; } = true;

    /// <summary>Whether the file states the distance of neighbouring voxels. Pictures state none.</summary>
    public bool HasSpacing { get; init; } = true;

    /// <summary>Distance of neighbouring voxels along the three dimensions, in mm if the file says so.</summary>
    public (double X, double Y, double Z) Spacing => (X.Length, Y.Length, Z.Length);
}

/// <summary>Vector in world coordinates.</summary>
internal readonly record struct Vector(double X, double Y, double Z)
{
    /// <summary>Euclidean length.</summary>
    public double Length => Math.Sqrt((X * X) + (Y * Y) + (Z * Z));
}
