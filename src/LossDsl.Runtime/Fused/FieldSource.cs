using LossDsl.Evaluation;
using LossDsl.Kernels;
using LossDsl.Kernels.Memory;

using static TorchSharp.torch;

namespace LossDsl.Fused;

/// <summary>Cache of the maps and inputs of pixels that the formula of one call reads, as fields. Each is made for all images at once, when the first group asks for it.</summary>
/// <param name="pixels">Creates the tensor form of the pixels, from which maps and inputs are taken.</param>
/// <param name="memory">Sizes of the call.</param>
internal sealed class FieldSource(Func<Pixels> pixels, CallMemory memory) : IDisposable
{
    private readonly Lock sync = new();
    private readonly Dictionary<string, (Tensor Tensor, PixelField Field)> cache = [];

    /// <summary>Returns the field of a map or an input, after making it if necessary. Any thread may call this method.</summary>
    /// <param name="name">Name of the parameter that reads the field; no map has the name of an input.</param>
    /// <param name="make">Computes the map, or takes the input, [B, C, ...].</param>
    /// <returns>Field, valid until this source is disposed.</returns>
    public PixelField Get(string name, Func<Pixels, Field> make)
    {
        lock (sync)
        {
            if (!cache.TryGetValue(name, out var known))
            {
                cache.Add(name, known = Create(make));
            }

            return known.Field;
        }
    }

    /// <summary>Disposes all fields.</summary>
    public void Dispose()
    {
        foreach (var (tensor, _) in cache.Values)
        {
            tensor.Dispose();
        }
    }

    // Dispose scopes and the gradient mode belong to a thread, and this one may be a worker that has neither scope nor no_grad.
    private (Tensor, PixelField) Create(Func<Pixels, Field> make)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var inputs = pixels();
        var tensor = inputs.ToTensor(make(inputs)).to_type(memory.IsSingle ? ScalarType.Float32 : ScalarType.Float64).contiguous().DetachFromDisposeScope();
        return (tensor, new(NativeTensor.Address(tensor), 0, memory.Classes, memory.Pixels, memory.ElementSize));
    }
}
