using LossDsl.Evaluation;
using LossDsl.Kernels;
using LossDsl.Kernels.Memory;

using static TorchSharp.torch;

namespace LossDsl.Fused;

/// <summary>Cache of the maps that the formula of one call reads, as fields. A map is computed for all images at once, when the first group asks for it.</summary>
/// <param name="pixels">Creates the tensor form of the pixels, from which maps are computed.</param>
/// <param name="memory">Sizes of the call.</param>
internal sealed class MapSource(Func<Pixels> pixels, CallMemory memory) : IDisposable
{
    private readonly Lock sync = new();
    private readonly Dictionary<(string, Of), (Tensor Map, PixelField PixelField)> cache = [];

    /// <summary>Returns the field of a map, after computing it if necessary. Any thread may call this method.</summary>
    /// <param name="name">Name of the parameter that reads the map.</param>
    /// <param name="of">Mask of the map: target or prediction.</param>
    /// <param name="make">Computes the map, [B, C, ...].</param>
    /// <returns>Field of the map, valid until this source is disposed.</returns>
    public PixelField Get(string name, Of of, Func<Pixels, Field> make)
    {
        lock (sync)
        {
            if (!cache.TryGetValue((name, of), out var map))
            {
                cache.Add((name, of), map = Create(make));
            }

            return map.PixelField;
        }
    }

    /// <summary>Disposes all maps.</summary>
    public void Dispose()
    {
        foreach (var (map, _) in cache.Values)
        {
            map.Dispose();
        }
    }

    // Dispose scopes and the gradient mode belong to a thread, and this one may be a worker that has neither scope nor no_grad.
    private (Tensor, PixelField) Create(Func<Pixels, Field> make)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var inputs = pixels();
        var map = inputs.ToTensor(make(inputs)).to_type(memory.IsSingle ? ScalarType.Float32 : ScalarType.Float64).contiguous().DetachFromDisposeScope();
        return (map, new(NativeTensor.Address(map), 0, memory.Classes, memory.Pixels, memory.ElementSize));
    }
}
