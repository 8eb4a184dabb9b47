using System.Runtime.InteropServices;
using LossDsl;
using TorchSharp;
using UNetTrainer.Data;
using static TorchSharp.torch;

namespace UNetTrainer.Training;

/// <summary>
/// The maps of the target that a loss declares (<see cref="LossMetadata.RequiredMaps"/>): computed when a slice is first loaded, kept in a file
/// that is gone with the run, and loaded with the batch from then on.
/// </summary>
internal sealed class TargetMaps : IDisposable
{
    private readonly RequiredMap[] maps;
    private readonly OutputLayout output;
    private readonly IReadOnlyList<double>? spacing;
    private readonly Dictionary<Slice, long> known = [];
    private readonly Lazy<FileStream> file;

    /// <param name="loss">The loss that declares them.</param>
    /// <param name="output">Makes masks of labels.</param>
    /// <param name="spacing">The distance of rows and of pixels in a row.</param>
    /// <param name="folder">Where the file lies.</param>
    public TargetMaps(LossMetadata loss, OutputLayout output, IReadOnlyList<double>? spacing, string folder)
    {
        (this.output, this.spacing) = (output, spacing);
        maps = [.. loss.RequiredMaps.Where(static m => m.Of == LossDsl.Of.Target)];
        file = new(() =>
        {
            Directory.CreateDirectory(folder);
            return new(Path.Combine(folder, $"{Guid.NewGuid():N}.maps"), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose, BufferSize = 0 });
        });
    }

    /// <summary>How many slices' maps have been computed.</summary>
    public int Computed => known.Count;

    /// <summary>The maps of some slices by name, [B, C, H, W].</summary>
    /// <param name="slices">The slices.</param>
    /// <param name="labels">Their classes in the batch's frame, [B, 1, H, W], uint8, on the CPU.</param>
    public IReadOnlyDictionary<string, Tensor> Load(IReadOnlyList<Slice> slices, Tensor labels)
    {
        var result = maps.ToDictionary(static m => m.Name, _ => empty([slices.Count, output.Channels, labels.shape[2], labels.shape[3]], float32));
        for (var i = 0; i < slices.Count && maps.Length > 0; i++)
        {
            if (!known.TryGetValue(slices[i], out var at))
            {
                known.Add(slices[i], at = file.Value.Length);
                Compute(labels.narrow(0, i, 1));
            }

            foreach (var map in maps)
            {
                var bytes = result[map.Name].bytes;
                var length = bytes.Length / slices.Count;
                RandomAccess.Read(file.Value.SafeFileHandle, bytes.Slice(i * length, length), at);
                at += length;
            }
        }

        return result;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (file.IsValueCreated)
        {
            file.Value.Dispose();
        }
    }

    private void Compute(Tensor labels)
    {
        using var scope = NewDisposeScope();
        using var uncollected = new NoGcRegion();
        var masks = output.Masks(labels);
        foreach (var map in maps)
        {
            RandomAccess.Write(file.Value.SafeFileHandle, map.Compute(masks, spacing).to_type(float32).contiguous().bytes, file.Value.Length);
        }
    }
}
