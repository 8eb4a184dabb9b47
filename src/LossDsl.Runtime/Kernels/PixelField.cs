using System.ComponentModel;
using LossDsl.Kernels;

namespace LossDsl.CompilerServices;

/// <summary>A number for each pixel and class in memory, in the type that is computed in: a map, or what a pass has kept.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PixelField
{
    private readonly nint address;
    private readonly int firstImage;
    private readonly int classes;
    private readonly nint planeSize;
    private readonly int elementSize;

    /// <param name="address">Of the first pixel of the first image.</param>
    /// <param name="firstImage">The first image that it has.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="pixels">The pixels of an image.</param>
    /// <param name="elementSize">The bytes of a number.</param>
    internal PixelField(nint address, int firstImage, int classes, nint pixels, int elementSize) =>
        (this.address, this.firstImage, this.classes, planeSize, this.elementSize) = (address, firstImage, classes, pixels * elementSize, elementSize);

    /// <summary>Where a pixel is.</summary>
    internal nint Address(int image, int @class, nint pixel) => address + ((((nint)(image - firstImage) * classes) + @class) * planeSize) + (pixel * elementSize);
}
