using System.ComponentModel;
using LossDsl.Kernels;

namespace LossDsl.CompilerServices;

/// <summary>Field in native memory: one value for each image, class and pixel, in the type of the lanes. A field holds a map, or values that a pass stored for later passes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PixelField
{
    private readonly nint address;
    private readonly int firstImage;
    private readonly int classes;
    private readonly nint planeSize;
    private readonly int elementSize;

    /// <param name="address">Address of the first pixel of class 0 of the first image.</param>
    /// <param name="firstImage">Index in the batch of the first image that the field holds.</param>
    /// <param name="classes">Number of classes, C.</param>
    /// <param name="pixels">Number of pixels of an image.</param>
    /// <param name="elementSize">Bytes of a value: 4 or 8.</param>
    internal PixelField(nint address, int firstImage, int classes, nint pixels, int elementSize) =>
        (this.address, this.firstImage, this.classes, planeSize, this.elementSize) = (address, firstImage, classes, pixels * elementSize, elementSize);

    /// <summary>Computes the address of a pixel.</summary>
    /// <param name="image">Index of the image in the batch.</param>
    /// <param name="class">Index of the class.</param>
    /// <param name="pixel">Index of the pixel in the image.</param>
    internal nint Address(int image, int @class, nint pixel) => address + ((((nint)(image - firstImage) * classes) + @class) * planeSize) + (pixel * elementSize);
}
