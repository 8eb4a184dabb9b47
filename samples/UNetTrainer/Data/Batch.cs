using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace UNetTrainer.Data;

/// <summary>Images and labels of some slices as tensors.</summary>
/// <param name="Images">Normalised intensities, [B, 1, H, W], float32.</param>
/// <param name="Labels">Classes, of the same shape, uint8; 0 is the background.</param>
internal sealed record Batch(Tensor Images, Tensor Labels) : IDisposable
{
    /// <summary>Maps of the labels that a loss reads, by name, [B, C, H, W].</summary>
    public IReadOnlyDictionary<string, Tensor> Maps { get; init; } = new Dictionary<string, Tensor>();

    /// <summary>Reads slices.</summary>
    public static Batch Create(IReadOnlyList<Slice> slices, Frame frame)
    {
        var pixels = frame.Height * frame.Width;
        long[] shape = [slices.Count, 1, frame.Height, frame.Width];
        var (images, labels) = (empty(shape, float32), empty(shape, uint8));
        for (var i = 0; i < slices.Count; i++)
        {
            slices[i].Read(MemoryMarshal.Cast<byte, float>(images.bytes).Slice(i * pixels, pixels), labels.bytes.Slice(i * pixels, pixels), frame);
        }

        return new(images, labels);
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

    /// <summary>The batch on a device; the same tensors where they are there.</summary>
    public Batch To(Device device) => Each(t => t.to(device));

    /// <summary>The batch with each of its tensors changed in the same way.</summary>
    public Batch Each(Func<Tensor, Tensor> change) => new(change(Images), change(Labels)) { Maps = Maps.ToDictionary(static m => m.Key, m => change(m.Value)) };

    /// <inheritdoc/>
    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
        foreach (var map in Maps.Values)
        {
            map.Dispose();
        }
    }
}
