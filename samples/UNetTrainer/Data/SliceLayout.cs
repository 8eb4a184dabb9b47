using UNetTrainer.Imaging;

namespace UNetTrainer.Data;

/// <summary>Places of the pixels of slices among the voxels of a volume, of which the first dimension varies fastest.</summary>
/// <param name="Axis">Dimension that the slices are cut across.</param>
/// <param name="Slices">Number of slices.</param>
/// <param name="Height">Number of rows of a slice.</param>
/// <param name="Width">Number of pixels in a row.</param>
internal readonly record struct SliceLayout(Axis Axis, int Slices, int Height, int Width)
{
    /// <summary>Number of voxels of the volume.</summary>
    public int Voxels => Slices * Height * Width;

    /// <summary>Returns the index of the voxel of a pixel.</summary>
    public int Voxel(int slice, int x, int y) => Axis switch
    {
        Axis.X => slice + (Slices * (x + (Width * y))),
        Axis.Y => x + (Width * (slice + (Slices * y))),
        _ => x + (Width * (y + (Height * slice))),
    };
}
