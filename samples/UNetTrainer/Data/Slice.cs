using System.Buffers;
using UNetTrainer.Imaging;

namespace UNetTrainer.Data;

/// <summary>A slice of a case by reference; its pixels are read when a batch is made.</summary>
/// <param name="Source">The case.</param>
/// <param name="Index">Which slice, counted from 0.</param>
internal sealed record Slice(ISliceSource Source, int Index)
{
    /// <summary>Pixels in a row.</summary>
    public int Width => Source.Width;

    /// <summary>Rows.</summary>
    public int Height => Source.Height;

    /// <summary>The slice in a few letters, e.g. <c>colin27 z45</c>; a picture is called as its file.</summary>
    public string Name => Source.Slices.Count == 1 ? Source.Name : $"{Source.Name} {Source.Axis.ToString().ToLowerInvariant()}{Index}";

    /// <summary>The number of foreground pixels.</summary>
    public int Foreground => Source.Slices[Index].Foreground;

    /// <summary>Nothing was scanned here.</summary>
    public bool IsBlank => Source.Slices[Index].IsBlank;

    /// <summary>The slices of a case in order.</summary>
    public static IEnumerable<Slice> All(ISliceSource source) => Enumerable.Range(0, source.Slices.Count).Select(index => new Slice(source, index));

    /// <summary>The slices of a volume in order.</summary>
    public static IEnumerable<Slice> All(LabelledVolume volume, Axis axis) => All(new VolumeSlices(volume, axis));

    /// <summary>Reads the slice into the middle of a frame; the frame's rest is background.</summary>
    /// <param name="image">Normalised intensities, frame.Height · frame.Width of them.</param>
    /// <param name="labels">Classes, as many.</param>
    /// <param name="frame">As large as the slice at least.</param>
    public void Read(Span<float> image, Span<byte> labels, Frame frame)
    {
        if (frame == new Frame(Height, Width))
        {
            Source.Read(Index, image, labels);
            return;
        }

        var (pixels, classes) = (ArrayPool<float>.Shared.Rent(Width * Height), ArrayPool<byte>.Shared.Rent(Width * Height));
        Source.Read(Index, pixels.AsSpan(0, Width * Height), classes.AsSpan(0, Width * Height));
        Center(pixels, image, Source.Background, frame);
        Center(classes, labels, (byte)0, frame);
        ArrayPool<float>.Shared.Return(pixels);
        ArrayPool<byte>.Shared.Return(classes);
    }

    private void Center<T>(T[] from, Span<T> to, T padding, Frame frame)
    {
        to.Fill(padding);
        var (top, left) = ((frame.Height - Height) / 2, (frame.Width - Width) / 2);
        for (var y = 0; y < Height; y++)
        {
            from.AsSpan(y * Width, Width).CopyTo(to[(((top + y) * frame.Width) + left)..]);
        }
    }
}
