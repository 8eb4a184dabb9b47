using UNetTrainer.Imaging;

namespace UNetTrainer.Data;

/// <summary>Source of the slices of one case. Pixels are read when they are needed, from any number of threads.</summary>
internal interface ISliceSource
{
    /// <summary>Name of the case.</summary>
    string Name { get; }

    /// <summary>Dimension that the slices are cut across.</summary>
    Axis Axis { get; }

    /// <summary>Number of pixels in a row of a slice.</summary>
    int Width { get; }

    /// <summary>Number of rows of a slice.</summary>
    int Height { get; }

    /// <summary>Number of channels of a slice.</summary>
    int Channels => 1;

    /// <summary>Darkest value of the case, with which slices are padded.</summary>
    float Background { get; }

    /// <summary>Distance of rows and distance of pixels in a row, in mm if the file states the unit.</summary>
    IReadOnlyList<double> Spacing { get; }

    /// <summary>Facts about the image of the case.</summary>
    CaseFacts Facts => CaseFacts.Unknown;

    /// <summary>Sentences about the files of the case that the user should read.</summary>
    IReadOnlyList<string> Notes => [];

    /// <summary>Distance of neighbouring slices: the volume of a voxel over the area of a pixel.</summary>
    double SliceDistance => VoxelVolume / (Spacing[0] * Spacing[1]);

    /// <summary>Volume of a voxel, in mm³ if the file states the unit.</summary>
    double VoxelVolume
    {
        get
        {
            var (x, y, z) = Facts.Geometry.Spacing;
            return x * y * z;
        }
    }

    /// <summary>Facts about each slice, in order.</summary>
    IReadOnlyList<SliceFacts> Slices { get; }

    /// <summary>Places of the pixels of the slices in the case.</summary>
    SliceLayout Layout => new(Axis, Slices.Count, Height, Width);

    /// <summary>Reads the true classes at the spacing of the file; null if that is the spacing of the slices.</summary>
    /// <exception cref="Errors.InputException">A file cannot be read any more.</exception>
    StoredLabels? ReadStored() => null;

    /// <summary>Reads a slice row by row, one channel after the other.</summary>
    /// <param name="index">Number of the slice, from 0.</param>
    /// <param name="image">Buffer for Channels · Height · Width normalised intensities.</param>
    /// <param name="labels">Buffer for Height · Width classes.</param>
    void Read(int index, Span<float> image, Span<byte> labels);
}

/// <summary>Facts about a slice that are known without reading its pixels again.</summary>
/// <param name="Foreground">Number of pixels of a class other than the background; ignored pixels are of none.</param>
/// <param name="IsBlank">Whether nothing was scanned here: every pixel of a channel has the same value and none is foreground or ignored.</param>
internal readonly record struct SliceFacts(int Foreground, bool IsBlank)
{
    /// <summary>Computes the facts from the pixels of a slice, whose channels have as many pixels as there are labels.</summary>
    public static SliceFacts Measure(ReadOnlySpan<float> image, ReadOnlySpan<byte> labels)
    {
        var labelled = labels.Length - labels.Count((byte)0);
        return new(labelled - labels.Count(LabelMap.Ignored), labelled == 0 && IsUniform(image, labels.Length));
    }

    private static bool IsUniform(ReadOnlySpan<float> image, int pixels)
    {
        for (; !image.IsEmpty; image = image[pixels..])
        {
            if (image[..pixels].ContainsAnyExcept(image[0]))
            {
                return false;
            }
        }

        return true;
    }
}
