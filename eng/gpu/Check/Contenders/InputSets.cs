using LossDsl.Benchmarks.Subjects;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.GpuCheck.Contenders;

/// <summary>Sets of random logits and targets that take turns, so that no call finds its inputs in the cache.</summary>
internal sealed class InputSets : IDisposable
{
    private readonly (Tensor Logits, Tensor Target)[] sets;

    /// <param name="size">Shape of the logits. With several classes the target holds class indices, int64; else it is 0 or 1 in float32.</param>
    /// <param name="device">Device of the tensors.</param>
    /// <param name="count">Number of sets.</param>
    public InputSets(ProblemSize size, Device device, int count) => sets = [.. Enumerable.Range(0, count).Select(i => Create(size, device, (ulong)(5 + i)))];

    /// <summary>The set of a call, counted from 0.</summary>
    public (Tensor Logits, Tensor Target) this[int call] => sets[call % sets.Length];

    /// <summary>Returns the number of sets that exceed a cache four times.</summary>
    public static int Count(ProblemSize size, long cacheSize) => (int)Math.Clamp((4 * cacheSize / (2 * sizeof(float) * size.Count)) + 1, 3, 64);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (logits, target) in sets)
        {
            logits.Dispose();
            target.Dispose();
        }
    }

    private static (Tensor Logits, Tensor Target) Create(ProblemSize size, Device device, ulong seed)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(seed);
        var logits = 2 * randn(size.Shape, generator: generator);
        var target = size.IsMulticlass ? randint(0, size.Shape[1], [size.Shape[0], .. size.Spatial], int64, generator: generator) : rand(size.Shape, generator: generator).lt(0.3).to_type(float32);
        return (logits.to(device).MoveToOuterDisposeScope(), target.to(device).MoveToOuterDisposeScope());
    }
}
