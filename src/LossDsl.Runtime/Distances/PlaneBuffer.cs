using System.Buffers;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace LossDsl.Distances;

/// <summary>Working memory for the map of one image and class on the CPU: the mask (true is foreground) and the float64 values of the map, both from array pools.</summary>
internal sealed class PlaneBuffer(Grid grid) : IDisposable
{
    private readonly bool[] mask = ArrayPool<bool>.Shared.Rent(grid.Size);
    private readonly double[] values = ArrayPool<double>.Shared.Rent(grid.Size);

    public Grid Grid { get; } = grid;

    public Span<bool> Mask => mask.AsSpan(0, Grid.Size);

    public Span<double> Values => values.AsSpan(0, Grid.Size);

    /// <summary>Whether the mask has foreground and background pixels.</summary>
    public bool HasBoundary => Mask.Contains(true) && Mask.Contains(false);

    /// <summary>Copies a mask of type bool, or of float32 with foreground above 0.5, into <see cref="Mask"/>. The tensor is contiguous and on the CPU.</summary>
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

    /// <summary>Copies <see cref="Values"/> into a contiguous CPU tensor of float64 or float32.</summary>
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
