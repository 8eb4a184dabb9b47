using UNetTrainer.Imaging;

namespace UNetTrainer.Data;

/// <summary>Slices of a volume that is in memory.</summary>
internal sealed class VolumeSlices : ISliceSource
{
    private readonly LabelledVolume volume;

    /// <param name="volume">Volume or picture.</param>
    /// <param name="axis">Dimension that slices are cut across; ignored for a picture, and for a volume of a single slice.</param>
    public VolumeSlices(LabelledVolume volume, Axis axis)
    {
        var shape = volume.Image;
        (this.volume, Axis) = (volume, shape.Depth == 1 ? Axis.Z : shape.Width == 1 ? Axis.X : shape.Height == 1 ? Axis.Y : axis);
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
    public IReadOnlyList<SliceFacts> Slices { get; }

    /// <inheritdoc/>
    public void Read(int index, Span<float> image, Span<byte> labels)
    {
        var i = 0;
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++, i++)
            {
                var offset = Voxel(index, x, y);
                for (var c = 0; c < Channels; c++)
                {
                    image[i + (c * Width * Height)] = volume.Image.Voxels[offset + (c * volume.Mask.Voxels.Length)];
                }

                labels[i] = (byte)volume.Mask.Voxels[offset];
            }
        }
    }

    /// <summary>Returns the index in the volume's voxels of a pixel of a slice.</summary>
    public int Voxel(int index, int x, int y)
    {
        var (width, height) = (volume.Image.Width, volume.Image.Height);
        return Axis switch
        {
            Axis.X => index + (width * (x + (height * y))),
            Axis.Y => x + (width * (index + (height * y))),
            _ => x + (width * (y + (height * index))),
        };
    }
}
