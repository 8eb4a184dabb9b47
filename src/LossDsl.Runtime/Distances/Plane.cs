using System.Buffers;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace LossDsl.Distances;

/// <summary>One image and class on the CPU: its mask, and the values of its map.</summary>
internal sealed class Plane(Grid grid) : IDisposable
{
    private readonly bool[] mask = ArrayPool<bool>.Shared.Rent(grid.Size);
    private readonly double[] values = ArrayPool<double>.Shared.Rent(grid.Size);

    public Grid Grid { get; } = grid;

    public Span<bool> Mask => mask.AsSpan(0, Grid.Size);

    public Span<double> Values => values.AsSpan(0, Grid.Size);

    /// <summary>There are pixels of both sides.</summary>
    public bool HasBoundary => Mask.Contains(true) && Mask.Contains(false);

    /// <summary>Reads a mask of bool, or one of float32, where foreground is above 0.5.</summary>
    public void Read(Tensor source)
    {
        if (source.dtype == @bool)
        {
            MemoryMarshal.Cast<byte, bool>(source.bytes).CopyTo(Mask);
            return;
        }

        var pixels = MemoryMarshal.Cast<byte, float>(source.bytes);
        for (var i = 0; i < pixels.Length; i++)
        {
            mask[i] = pixels[i] > 0.5f;
        }
    }

    public void Write(Tensor map)
    {
        if (map.dtype == float64)
        {
            Values.CopyTo(MemoryMarshal.Cast<byte, double>(map.bytes));
            return;
        }

        var narrowed = MemoryMarshal.Cast<byte, float>(map.bytes);
        for (var i = 0; i < narrowed.Length; i++)
        {
            narrowed[i] = (float)values[i];
        }
    }

    public void Dispose()
    {
        ArrayPool<bool>.Shared.Return(mask);
        ArrayPool<double>.Shared.Return(values);
    }
}
