using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>Example input for a benchmark: random logits and a synthetic target, identical in every process.</summary>
internal sealed class BenchmarkInput
{
    private static BenchmarkInput? last;

    private BenchmarkInput(ProblemSize size)
    {
        using var scope = NewDisposeScope();
        Size = size;
        Logits = (2 * randn(size.Shape, generator: new torch.Generator(5))).DetachFromDisposeScope();
        Target = (size.IsMulticlass ? Labels(size) : Mask(size)).DetachFromDisposeScope();
        Room = empty_like(Logits).fill_(0).DetachFromDisposeScope();
    }

    public ProblemSize Size { get; }

    /// <summary>Logits, float32, of the shape of the size.</summary>
    public Tensor Logits { get; }

    /// <summary>Target. With one class: 0 or 1 for each pixel, float32, in the shape of the logits. With several classes: class indices, int64, [B, ...].</summary>
    public Tensor Target { get; }

    /// <summary>Buffer of the logits' shape that has been written before, so that a copy into the buffer waits for no fresh memory.</summary>
    public Tensor Room { get; }

    /// <summary>Returns the example of a size. Disposes the example of the size before, because the largest ones take much memory.</summary>
    public static BenchmarkInput Create(ProblemSize size)
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

    private static Tensor Mask(ProblemSize size) => Waves(size).gt(0.3).to_type(float32).expand(size.Shape).contiguous();

    private static Tensor Labels(ProblemSize size)
    {
        var level = (Waves(size) + 1.2) / 2.4 * size.Shape[1];
        return level.clamp(0, size.Shape[1] - 1).to_type(int64).expand([size.Shape[0], 1, .. size.Spatial]).squeeze(1).contiguous();
    }

    // Sum of a sine along each axis, [1, 1, ...]. Thresholded, two thirds are background, and contours are as long as those of organs.
    private static Tensor Waves(ProblemSize size)
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
