using LossDsl.Evaluation;
using LossDsl.Kernels;
using LossDsl.Kernels.Memory;

using static TorchSharp.torch;

namespace LossDsl.Fused;

/// <summary>The maps of a call as memory; each is made once, whichever group asks first.</summary>
internal sealed class MapSource(Func<Pixels> pixels, CallMemory memory) : IDisposable
{
    private readonly Lock sync = new();
    private readonly Dictionary<(string, Of), (Tensor Map, PixelField PixelField)> known = [];

    public PixelField Get(string name, Of of, Func<Pixels, Tensor> make)
    {
        lock (sync)
        {
            if (!known.TryGetValue((name, of), out var map))
            {
                known.Add((name, of), map = Make(make));
            }

            return map.PixelField;
        }
    }

    public void Dispose()
    {
        foreach (var (map, _) in known.Values)
        {
            map.Dispose();
        }
    }

    // The thread may be one without a scope of its own, and with gradients on.
    private (Tensor, PixelField) Make(Func<Pixels, Tensor> make)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var map = make(pixels()).to_type(memory.IsSingle ? ScalarType.Float32 : ScalarType.Float64).contiguous().DetachFromDisposeScope();
        return (map, new(NativeTensor.Address(map), 0, memory.Classes, memory.Pixels, memory.ElementSize));
    }
}
