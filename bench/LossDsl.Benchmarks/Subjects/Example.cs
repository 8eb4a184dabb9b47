using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>Logits and a target, the same in every process.</summary>
internal sealed class Example
{
    private static Example? last;

    private Example(Size size)
    {
        using var scope = NewDisposeScope();
        Size = size;
        Logits = (2 * randn(size.Shape, generator: new torch.Generator(5))).DetachFromDisposeScope();
        Target = (size.IsMulticlass ? Labels(size) : Mask(size)).DetachFromDisposeScope();
        Room = empty_like(Logits).fill_(0).DetachFromDisposeScope();
    }

    public Size Size { get; }

    /// <summary>float32.</summary>
    public Tensor Logits { get; }

    /// <summary>1 or 0 for each pixel, float32; where the size has several classes, the index of one, int64.</summary>
    public Tensor Target { get; }

    /// <summary>A tensor of the logits' shape that has been written before.</summary>
    public Tensor Room { get; }

    /// <summary>The one of a size; that of the size before is gone, for the largest take much memory.</summary>
    public static Example Create(Size size)
    {
        if (last is null || last.Size != size)
        {
            last?.Logits.Dispose();
            last?.Target.Dispose();
            last?.Room.Dispose();
            last = new(size);
        }

        return last;
    }

    private static Tensor Mask(Size size) => Waves(size).gt(0.3).to_type(float32).expand(size.Shape).contiguous();

    private static Tensor Labels(Size size)
    {
        var level = (Waves(size) + 1.2) / 2.4 * size.Shape[1];
        return level.clamp(0, size.Shape[1] - 1).to_type(int64).expand([size.Shape[0], 1, .. size.Spatial]).squeeze(1).contiguous();
    }

    // Two thirds background; contours are as long as those of organs.
    private static Tensor Waves(Size size)
    {
        var sum = zeros(1);
        for (var axis = 0; axis < size.Spatial.Length; axis++)
        {
            long[] shape = [.. size.Spatial.Select((length, i) => i == axis ? length : 1)];
            sum = sum + (arange(size.Spatial[axis], float32) * (9.0 / size.Spatial[axis]) + axis).sin().reshape(shape);
        }

        return (sum / Math.Sqrt(size.Spatial.Length)).reshape([1, 1, .. size.Spatial]);
    }
}
