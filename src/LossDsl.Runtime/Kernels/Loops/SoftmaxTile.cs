using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LossDsl.Activations;
using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>
/// Some pixels of all classes, few enough for the fastest caches. A softmax goes lane by lane over the classes, kernels class by class over the lanes, so that what
/// belongs to a class stays in registers. Both go over what the tile has copied: in the tensors the classes of a pixel are often a power of two apart, and caches, which find
/// their lines by the last bits of the address, cannot hold more than a few of them at once.
/// </summary>
internal readonly unsafe struct SoftmaxTile<TLane> : IDisposable
    where TLane : struct, ILane<TLane>
{
    // The first-level caches have 32 KiB and more; logits and gradient pass through the rest.
    private const int Size = 24 << 10;

    private const int Planes = 4;

    private readonly byte* room;
    private readonly byte* softmaxes;
    private readonly nint planeSize;

    public SoftmaxTile(int classes)
    {
        Classes = classes;
        var laneSize = TLane.Count * Elements.Size<TLane>();
        var ofLane = (Planes * classes * laneSize) + Unsafe.SizeOf<Softmax<TLane>>();
        var lanes = Math.Max(1, Size / ofLane);
        Pixels = lanes * TLane.Count;
        planeSize = lanes * laneSize;
        room = (byte*)NativeMemory.AlignedAlloc((nuint)(lanes * ofLane), 64);
        softmaxes = room + (Planes * classes * planeSize);

        // What no kernel writes stays 0.
        NativeMemory.Clear(room, (nuint)(lanes * ofLane));
    }

    public int Classes { get; }

    /// <summary>How many pixels it has room for.</summary>
    public nint Pixels { get; }

    /// <summary>What the classes of a lane of pixels have in common.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref Softmax<TLane> Softmax(nint pixel) => ref Unsafe.Add(ref Unsafe.AsRef<Softmax<TLane>>(softmaxes), pixel / TLane.Count);

    /// <summary>The logits of a class.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void* Logits(int @class) => Plane(0, @class);

    /// <summary>e^(x - second) of a class.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void* Relative(int @class) => Plane(1, @class);

    /// <summary>The gradient of a class: by the log-odds of p, as kernels write it; then by the logit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void* Gradient(int @class) => Plane(2, @class);

    /// <summary>The part of the gradient that does not pass through the softmax.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void* GradientOfInput(int @class) => Plane(3, @class);

    /// <summary>Copies logits; a class that a logit of -∞ has switched off gets the lowest number, with which differences stay numbers.</summary>
    /// <param name="logits">The first pixel, in the first class.</param>
    /// <param name="stride">From class to class, in bytes.</param>
    /// <param name="pixels">The number of pixels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Read(byte* logits, nint stride, nint pixels)
    {
        for (var c = 0; c < Classes; c++)
        {
            var (source, destination) = ((nint)logits + (c * stride), (nint)Logits(c));
            for (nint pixel = 0; pixel < pixels; pixel += TLane.Count)
            {
                Elements.Store(TLane.Max(TLane.Broadcast(SwitchedOff.Logit(TLane.IsSingle)), Elements.Load<TLane>((void*)source, pixel)), (void*)destination, pixel);
            }
        }
    }

    /// <summary>Copies the gradient by the logits to its place, or adds it to what stands there.</summary>
    /// <param name="gradient">The first pixel, in the first class.</param>
    /// <param name="stride">From class to class, in bytes.</param>
    /// <param name="pixels">The number of pixels.</param>
    /// <param name="pastCaches">The short rows of many classes are slow to read before they are written, and nobody will find them in a cache; lanes are aligned.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Write<TMode>(byte* gradient, nint stride, nint pixels, bool pastCaches)
        where TMode : struct, IOutputMode
    {
        for (var c = 0; c < Classes; c++)
        {
            var (source, destination) = ((nint)Gradient(c), (nint)gradient + (c * stride));
            for (nint pixel = 0; pixel < pixels; pixel += TLane.Count)
            {
                var value = Elements.Load<TLane>((void*)source, pixel);
                if (TMode.AddsToGradient)
                {
                    value += Elements.Load<TLane>((void*)destination, pixel);
                }

                if (pastCaches)
                {
                    Elements.Stream(value, (void*)destination, pixel);
                }
                else
                {
                    Elements.Store(value, (void*)destination, pixel);
                }
            }
        }
    }

    /// <summary>Clears the gradient of the first classes, which no kernel writes: the tile before has left its own there.</summary>
    public void ClearGradient(int classes) => NativeMemory.Clear(Gradient(0), (nuint)(classes * planeSize));

    public void Dispose() => NativeMemory.AlignedFree(room);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* Plane(int plane, int @class) => room + (((plane * Classes) + @class) * planeSize);
}
