using UNetTrainer.Imaging;

namespace UNetTrainer.Data;

/// <summary>A slice of a volume by reference; its pixels are copied when a batch is made.</summary>
/// <param name="Source">The volume.</param>
/// <param name="Axis">The dimension that is cut across.</param>
/// <param name="Index">Where, counted from 0.</param>
internal sealed record Slice(LabelledVolume Source, Axis Axis, int Index)
{
    /// <summary>Pixels in a row.</summary>
    public int Width => Axis == Axis.X ? Source.Image.Height : Source.Image.Width;

    /// <summary>Rows.</summary>
    public int Height => Axis == Axis.Z ? Source.Image.Height : Source.Image.Depth;

    /// <summary>The slice in a few letters, e.g. <c>colin27 z45</c>.</summary>
    public string Name => $"{Source.Name} {Axis.ToString().ToLowerInvariant()}{Index}";

    /// <summary>The number of foreground pixels.</summary>
    public int Foreground => Pixels(Source.Mask).Count(static v => v > 0);

    /// <summary>Nothing was scanned here: every pixel has the same value and none is foreground.</summary>
    public bool IsBlank => Pixels(Source.Image).Distinct().Take(2).Count() == 1 && Foreground == 0;

    /// <summary>The slices of a volume in order.</summary>
    public static IEnumerable<Slice> Of(LabelledVolume source, Axis axis) =>
        Enumerable.Range(0, source.Image.Length(axis)).Select(index => new Slice(source, axis, index));

    /// <summary>Copies the image into the middle of a larger frame; the frame's rest becomes background.</summary>
    public void CopyImage(Span<float> frame, int height, int width) => Copy(Source.Image, Source.Background, frame, height, width);

    /// <summary>Copies the mask into the middle of a larger frame; the frame's rest becomes 0.</summary>
    public void CopyMask(Span<float> frame, int height, int width) => Copy(Source.Mask, 0, frame, height, width);

    /// <summary>Where a pixel's voxel is in the volume.</summary>
    public int Voxel(int x, int y) => Offset(Source.Image, x, y);

    private void Copy(Volume volume, float padding, Span<float> frame, int height, int width)
    {
        frame.Fill(padding);
        var (top, left) = ((height - Height) / 2, (width - Width) / 2);
        for (var y = 0; y < Height; y++)
        {
            var row = frame.Slice(((top + y) * width) + left, Width);
            for (var x = 0; x < Width; x++)
            {
                row[x] = volume.Voxels[Offset(volume, x, y)];
            }
        }
    }

    private IEnumerable<float> Pixels(Volume volume) =>
        from y in Enumerable.Range(0, Height)
        from x in Enumerable.Range(0, Width)
        select volume.Voxels[Offset(volume, x, y)];

    private int Offset(Volume volume, int x, int y) => Axis switch
    {
        Axis.X => Index + (volume.Width * (x + (volume.Height * y))),
        Axis.Y => x + (volume.Width * (Index + (volume.Height * y))),
        _ => x + (volume.Width * (y + (volume.Height * Index))),
    };
}
