using static TorchSharp.torch;

namespace UNetTrainer.Data;

/// <summary>Images and masks of some slices as tensors.</summary>
/// <param name="Images">Normalised intensities, [B, 1, H, W], float32.</param>
/// <param name="Masks">0 or 1, of the same shape.</param>
internal sealed record Batch(Tensor Images, Tensor Masks) : IDisposable
{
    /// <summary>Copies slices to a device.</summary>
    public static Batch Of(IReadOnlyList<Slice> slices, Frame frame, Device device)
    {
        var pixels = frame.Height * frame.Width;
        var (images, masks) = (new float[slices.Count * pixels], new float[slices.Count * pixels]);
        for (var i = 0; i < slices.Count; i++)
        {
            slices[i].CopyImage(images.AsSpan(i * pixels, pixels), frame.Height, frame.Width);
            slices[i].CopyMask(masks.AsSpan(i * pixels, pixels), frame.Height, frame.Width);
        }

        long[] shape = [slices.Count, 1, frame.Height, frame.Width];
        return new(tensor(images, shape, device: device), tensor(masks, shape, device: device));
    }

    /// <summary>Cuts slices into batches as equal as they can be: none is a remainder of one slice, which batch norm would suffer from.</summary>
    public static IEnumerable<IReadOnlyList<Slice>> Cut(IReadOnlyList<Slice> slices, int count) =>
        Enumerable.Range(0, count).Select(i =>
        {
            var (start, end) = ((int)((long)slices.Count * i / count), (int)((long)slices.Count * (i + 1) / count));
            return slices.Skip(start).Take(end - start).ToArray();
        });

    /// <summary>How many batches slices make: none has more than <paramref name="size"/>, and there are at least <paramref name="fewest"/> as far as there are slices.</summary>
    public static int Count(int slices, int size, int fewest = 1) => Math.Max((slices + size - 1) / size, Math.Min(fewest, slices));

    /// <summary>The batch seen in a mirror: x runs backwards. For axial and coronal slices of a head, left becomes right.</summary>
    public Batch Mirrored() => new(Images.flip(3), Masks.flip(3));

    /// <inheritdoc/>
    public void Dispose()
    {
        Images.Dispose();
        Masks.Dispose();
    }
}
