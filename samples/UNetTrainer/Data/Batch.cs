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

    /// <summary>Cuts slices into batches of at most <paramref name="size"/>, as equal as they can be: no batch is a remainder of one, which batch norm would suffer from.</summary>
    public static IEnumerable<IReadOnlyList<Slice>> Cut(IReadOnlyList<Slice> slices, int size)
    {
        var count = Count(slices.Count, size);
        return Enumerable.Range(0, count).Select(i =>
        {
            var (start, end) = ((int)((long)slices.Count * i / count), (int)((long)slices.Count * (i + 1) / count));
            return slices.Skip(start).Take(end - start).ToArray();
        });
    }

    /// <summary>How many batches <see cref="Cut"/> makes.</summary>
    public static int Count(int slices, int size) => (slices + size - 1) / size;

    /// <inheritdoc/>
    public void Dispose()
    {
        Images.Dispose();
        Masks.Dispose();
    }
}
