using UNetTrainer.Imaging;

namespace UNetTrainer.Data;

/// <summary>The slices of one case, whose pixels are read when they are needed. Can be read from several threads.</summary>
internal interface ISliceSource
{
    /// <summary>The name of the case.</summary>
    string Name { get; }

    /// <summary>The dimension that is cut across.</summary>
    Axis Axis { get; }

    /// <summary>Pixels in a row of a slice.</summary>
    int Width { get; }

    /// <summary>Rows of a slice.</summary>
    int Height { get; }

    /// <summary>The darkest value of the case, which slices are padded with.</summary>
    float Background { get; }

    /// <summary>The distance of rows and of pixels in a row, in mm, if the file says so.</summary>
    IReadOnlyList<double> Spacing { get; }

    /// <summary>What is known of each slice.</summary>
    IReadOnlyList<SliceFacts> Slices { get; }

    /// <summary>Reads a slice row by row.</summary>
    /// <param name="index">Which, counted from 0.</param>
    /// <param name="image">Normalised intensities, Width · Height of them.</param>
    /// <param name="labels">Classes, as many.</param>
    void Read(int index, Span<float> image, Span<byte> labels);
}

/// <summary>What is known of a slice without its pixels.</summary>
/// <param name="Foreground">The number of pixels of a class other than the background.</param>
/// <param name="IsBlank">Nothing was scanned here: every pixel has the same value and none is foreground.</param>
internal readonly record struct SliceFacts(int Foreground, bool IsBlank)
{
    /// <summary>What pixels say.</summary>
    public static SliceFacts Measure(ReadOnlySpan<float> image, ReadOnlySpan<byte> labels)
    {
        var foreground = labels.Length - labels.Count((byte)0);
        return new(foreground, foreground == 0 && !image.ContainsAnyExcept(image[0]));
    }
}
