using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace UNetTrainer.Data;

/// <summary>Images and labels of several slices as tensors.</summary>
/// <param name="Images">Normalised intensities, [B, channels, H, W], float32.</param>
/// <param name="Labels">Class of each pixel, [B, 1, H, W], uint8; 0 is the background, <see cref="LabelMap.Ignored"/> no class.</param>
internal sealed record Batch(Tensor Images, Tensor Labels) : IDisposable
{
    /// <summary>Maps of the target that a loss reads, by name, [B, C, H, W].</summary>
    public IReadOnlyDictionary<string, Tensor> Maps { get; init; } = new Dictionary<string, Tensor>();

    /// <summary>Whether some pixels are ignored.</summary>
    public bool HasIgnored { get; init; }

    /// <summary>Reads slices, each into the middle of a frame.</summary>
    public static Batch Create(IReadOnlyList<Slice> slices, Frame frame)
    {
        var (pixels, values) = (frame.Pixels, slices[0].Channels * frame.Pixels);
        var (images, labels) = (empty([slices.Count, slices[0].Channels, frame.Height, frame.Width], float32), empty([slices.Count, 1, frame.Height, frame.Width], uint8));
        for (var i = 0; i < slices.Count; i++)
        {
            slices[i].Read(MemoryMarshal.Cast<byte, float>(images.bytes).Slice(i * values, values), labels.bytes.Slice(i * pixels, pixels), frame);
        }

        return new(images, labels) { HasIgnored = labels.bytes.Contains(LabelMap.Ignored) };
    }

    /// <summary>Cuts slices into batches of nearly equal size. No batch is a remainder of one slice, from which batch norm would get poor statistics.</summary>
    public static IEnumerable<IReadOnlyList<Slice>> Cut(IReadOnlyList<Slice> slices, int count) =>
        Enumerable.Range(0, count).Select(i =>
        {
            var (start, end) = ((int)((long)slices.Count * i / count), (int)((long)slices.Count * (i + 1) / count));
            return slices.Skip(start).Take(end - start).ToArray();
        });

    /// <summary>
    /// Returns the number of batches: none has more than <paramref name="size"/> slices, and there are at least <paramref name="fewest"/> as far as there are slices.
    /// </summary>
    public static int Count(int slices, int size, int fewest = 1) => Math.Max((slices + size - 1) / size, Math.Min(fewest, slices));

    /// <summary>Moves the batch to a device. Tensors that are there already stay the same objects.</summary>
    public Batch To(Device device) => Each(t => t.to(device));

    /// <summary>Returns a batch with every tensor changed by the same function.</summary>
    public Batch Each(Func<Tensor, Tensor> change) => new(change(Images), change(Labels)) { Maps = Maps.ToDictionary(static m => m.Key, m => change(m.Value)), HasIgnored = HasIgnored };

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
