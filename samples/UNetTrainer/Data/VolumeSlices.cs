using UNetTrainer.Imaging;

namespace UNetTrainer.Data;

/// <summary>Slices of a volume that is in memory.</summary>
internal sealed class VolumeSlices : ISliceSource
{
    private readonly LabelledVolume volume;
    private readonly Func<StoredLabels?>? stored;

    /// <param name="volume">Volume or picture.</param>
    /// <param name="axis">Dimension that slices are cut across; ignored for a picture, and for a volume of a single slice.</param>
    /// <param name="stored">Reads the labels at the spacing of the file; null if they are those of the volume.</param>
    public VolumeSlices(LabelledVolume volume, Axis axis, Func<StoredLabels?>? stored = null)
    {
        var shape = volume.Image;
        (this.volume, this.stored, Axis) = (volume, stored, shape.Depth == 1 ? Axis.Z : shape.Width == 1 ? Axis.X : shape.Height == 1 ? Axis.Y : axis);
        var (image, labels) = (new float[Channels * Width * Height], new byte[Width * Height]);
        Slices = [.. Enumerable.Range(0, shape.Length(Axis)).Select(index =>
        {
            Read(index, image, labels);
            return SliceFacts.Measure(image, labels);
        })];
    }

    /// <inheritdoc/>
    public string Name => volume.Name;

    /// <inheritdoc/>
    public Axis Axis { get; }

    /// <inheritdoc/>
    public int Width => Axis == Axis.X ? volume.Image.Height : volume.Image.Width;

    /// <inheritdoc/>
    public int Height => Axis == Axis.Z ? volume.Image.Height : volume.Image.Depth;

    /// <inheritdoc/>
    public int Channels => volume.Image.Channels;

    /// <inheritdoc/>
    public float Background => volume.Background;

    /// <inheritdoc/>
    public IReadOnlyList<double> Spacing => Axis switch
    {
        Axis.X => [volume.Image.Spacing.Z, volume.Image.Spacing.Y],
        Axis.Y => [volume.Image.Spacing.Z, volume.Image.Spacing.X],
        _ => [volume.Image.Spacing.Y, volume.Image.Spacing.X],
    };

    /// <inheritdoc/>
    public CaseFacts Facts => volume.Facts with { Geometry = volume.Image.Geometry };

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => volume.Notes;

    /// <inheritdoc/>
    public IReadOnlyList<SliceFacts> Slices { get; }

    /// <inheritdoc/>
    public SliceLayout Layout => new(Axis, volume.Image.Length(Axis), Height, Width);

    /// <inheritdoc/>
    public StoredLabels? ReadStored() => stored?.Invoke();

    /// <inheritdoc/>
    public void Read(int index, Span<float> image, Span<byte> labels)
    {
        var (i, layout) = (0, Layout);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++, i++)
            {
                var offset = layout.Voxel(index, x, y);
                for (var c = 0; c < Channels; c++)
                {
                    image[i + (c * Width * Height)] = volume.Image.Voxels[offset + (c * volume.Mask.Voxels.Length)];
                }

                labels[i] = (byte)volume.Mask.Voxels[offset];
            }
        }
    }
}
