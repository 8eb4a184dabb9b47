using System.Security.Cryptography;
using LossDsl;
using TorchSharp;
using UNetTrainer.Data;
using UNetTrainer.Errors;
using static TorchSharp.torch;

namespace UNetTrainer.Training;

/// <summary>
/// Cache of the target maps that a loss declares (<see cref="LossMetadata.RequiredMaps"/>). Maps are computed when a slice is first loaded, kept in a file
/// that is deleted at the end of the run, and read from the file from then on.
/// </summary>
internal sealed class TargetMaps : IDisposable
{
    private readonly RequiredMap[] maps;
    private readonly OutputLayout output;
    private readonly IReadOnlyList<double>? spacing;
    private readonly Dictionary<Slice, (long At, byte[] Sum)> known = [];
    private readonly Lazy<FileStream> file;

    /// <param name="loss">Metadata of the loss that declares the maps.</param>
    /// <param name="output">Layout that converts labels to masks.</param>
    /// <param name="spacing">Distance of rows and distance of pixels in a row; null for distances in pixels.</param>
    /// <param name="folder">Folder of the file.</param>
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

    /// <summary>Number of slices whose maps have been computed.</summary>
    public int Computed => known.Count;

    /// <summary>Returns the maps of several slices by name, [B, C, H, W], float32.</summary>
    /// <param name="slices">Slices of a batch.</param>
    /// <param name="labels">Class of each pixel in the batch's frame, [B, 1, H, W], uint8, on the CPU.</param>
    public IReadOnlyDictionary<string, Tensor> Load(IReadOnlyList<Slice> slices, Tensor labels)
    {
        var result = maps.ToDictionary(static m => m.Name, _ => empty([slices.Count, output.Channels, labels.shape[2], labels.shape[3]], float32));
        for (var i = 0; i < slices.Count && maps.Length > 0; i++)
        {
            if (!known.TryGetValue(slices[i], out var place))
            {
                known.Add(slices[i], place = (file.Value.Length, Compute(labels.narrow(0, i, 1))));
            }

            ReadBack(result, i, slices.Count, place.At, place.Sum);
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

    private void ReadBack(Dictionary<string, Tensor> result, int index, int count, long at, byte[] sum)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var map in maps)
        {
            var bytes = result[map.Name].bytes;
            var part = bytes.Slice(index * (bytes.Length / count), bytes.Length / count);
            at += RandomAccess.Read(file.Value.SafeFileHandle, part, at);
            hash.AppendData(part);
        }

        if (!hash.GetHashAndReset().AsSpan().SequenceEqual(sum))
        {
            throw new InputException($"The maps in '{file.Value.Name}' are damaged: they are not what was written there. Run again, perhaps with another --cache.");
        }
    }

    private byte[] Compute(Tensor labels)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var scope = NewDisposeScope();
        using var uncollected = new NoGcRegion();
        var masks = output.Masks(labels);
        foreach (var map in maps)
        {
            var bytes = map.Compute(masks, spacing).to_type(float32).contiguous().bytes;
            RandomAccess.Write(file.Value.SafeFileHandle, bytes, file.Value.Length);
            hash.AppendData(bytes);
        }

        return hash.GetHashAndReset();
    }
}
