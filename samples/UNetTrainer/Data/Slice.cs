using System.Buffers;
using UNetTrainer.Imaging;

namespace UNetTrainer.Data;

/// <summary>Reference to a slice of a case. Pixels are read when a batch is made.</summary>
/// <param name="Source">Slices of the case.</param>
/// <param name="Index">Number of the slice in the case, from 0.</param>
internal sealed record Slice(ISliceSource Source, int Index)
{
    /// <summary>Number of pixels in a row.</summary>
    public int Width => Source.Width;

    /// <summary>Number of rows.</summary>
    public int Height => Source.Height;

    /// <summary>Number of channels.</summary>
    public int Channels => Source.Channels;

    /// <summary>Short name for messages, e.g. <c>colin27 z45</c>. A picture has the name of its case.</summary>
    public string Name => Source.Slices.Count == 1 ? Source.Name : $"{Source.Name} {Source.Axis.ToString().ToLowerInvariant()}{Index}";

    /// <summary>Number of foreground pixels.</summary>
    public int Foreground => Source.Slices[Index].Foreground;

    /// <summary>Whether nothing was scanned in this slice.</summary>
    public bool IsBlank => Source.Slices[Index].IsBlank;

    /// <summary>Returns the slices of a case in order.</summary>
    public static IEnumerable<Slice> All(ISliceSource source) => Enumerable.Range(0, source.Slices.Count).Select(index => new Slice(source, index));

    /// <summary>Returns the slices of a volume in order.</summary>
    public static IEnumerable<Slice> All(LabelledVolume volume, Axis axis) => All(new VolumeSlices(volume, axis));

    /// <summary>Reads the slice into the middle of a frame; the rest of the frame is background.</summary>
    /// <param name="image">Buffer for Channels · frame.Height · frame.Width normalised intensities.</param>
    /// <param name="labels">Buffer for frame.Height · frame.Width classes.</param>
    /// <param name="frame">Frame at least as large as the slice.</param>
    public void Read(Span<float> image, Span<byte> labels, Frame frame)
    {
        if (frame == new Frame(Height, Width))
        {
            Source.Read(Index, image, labels);
            return;
        }

        var size = Width * Height;
        var (pixels, classes) = (ArrayPool<float>.Shared.Rent(Channels * size), ArrayPool<byte>.Shared.Rent(size));
        Source.Read(Index, pixels.AsSpan(0, Channels * size), classes.AsSpan(0, size));
        for (var c = 0; c < Channels; c++)
        {
            Center(pixels.AsSpan(c * size, size), image.Slice(c * frame.Pixels, frame.Pixels), Source.Background, frame);
        }

        Center(classes.AsSpan(0, size), labels, (byte)0, frame);
        ArrayPool<float>.Shared.Return(pixels);
        ArrayPool<byte>.Shared.Return(classes);
    }

    /// <summary>Returns the mean of the channels of each pixel, for pictures of a slice in grey.</summary>
    public static float[] Grey(ReadOnlySpan<float> image, int channels)
    {
        var grey = new float[image.Length / channels];
        for (var i = 0; i < image.Length; i++)
        {
            grey[i % grey.Length] += image[i] / channels;
        }

        return grey;
    }

    private void Center<T>(ReadOnlySpan<T> from, Span<T> to, T padding, Frame frame)
    {
        to.Fill(padding);
        var (top, left) = ((frame.Height - Height) / 2, (frame.Width - Width) / 2);
        for (var y = 0; y < Height; y++)
        {
            from.Slice(y * Width, Width).CopyTo(to[(((top + y) * frame.Width) + left)..]);
        }
    }
}
