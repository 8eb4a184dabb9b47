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

    /// <summary>Writes the pixels of a slice to their voxels.</summary>
    /// <param name="slice">Number of the slice.</param>
    /// <param name="pixels">Height · Width values, row by row.</param>
    /// <param name="volume">Values of all voxels.</param>
    public void Put(int slice, ReadOnlySpan<byte> pixels, Span<byte> volume)
    {
        for (var i = 0; i < pixels.Length; i++)
        {
            volume[Voxel(slice, i % Width, i / Width)] = pixels[i];
        }
    }
}
