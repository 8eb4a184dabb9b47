using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LossDsl.Activations;
using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>
/// Buffer for a tile: a few pixels of all classes that fit in the first-level cache. Softmax traverses the tile pixel by pixel; kernels traverse it class by class, so that
/// the coefficients and accumulators of a class stay in registers. Both work on copies of the logits and gradients. In the tensors the classes of a pixel are often a power of two
/// apart. Such addresses fall into the same cache set, which holds only a few lines.
/// </summary>
internal readonly unsafe struct SoftmaxTile<TLane> : IDisposable
    where TLane : struct, ILane<TLane>
{
    // Bytes of a tile. First-level caches have at least 32 KiB; logits and gradients of the tensors pass through the rest.
    private const int Size = 24 << 10;

    // Values for each pixel and class: logit, e^(x - second), gradient, gradient by the input.
    private const int Planes = 4;

    private readonly byte* buffer;
    private readonly byte* softmaxes;
    private readonly nint planeSize;

    /// <param name="classes">Number of classes, C, excluded ones too.</param>
    public SoftmaxTile(int classes)
    {
        Classes = classes;
        var laneSize = TLane.Count * Elements.Size<TLane>();
        var bytesPerLane = (Planes * classes * laneSize) + Unsafe.SizeOf<SoftmaxState<TLane>>();
        var lanes = Math.Max(1, Size / bytesPerLane);
        Pixels = lanes * TLane.Count;
        planeSize = lanes * laneSize;
        buffer = (byte*)NativeMemory.AlignedAlloc((nuint)(lanes * bytesPerLane), 64);
        softmaxes = buffer + (Planes * classes * planeSize);

        // A plane that no kernel writes, such as the gradient by the input, stays 0.
        NativeMemory.Clear(buffer, (nuint)(lanes * bytesPerLane));
    }

    /// <summary>Number of classes, excluded ones too.</summary>
    public int Classes { get; }

    /// <summary>Number of pixels of a tile, a multiple of the lane.</summary>
    public nint Pixels { get; }

    /// <summary>Returns the softmax state of the lane that contains a pixel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref SoftmaxState<TLane> Softmax(nint pixel) => ref Unsafe.Add(ref Unsafe.AsRef<SoftmaxState<TLane>>(softmaxes), pixel / TLane.Count);

    /// <summary>Returns the address of the logits of a class.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void* Logits(int @class) => Plane(0, @class);

    /// <summary>Returns the address of e^(x - second) of a class.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void* Relative(int @class) => Plane(1, @class);

    /// <summary>Returns the address of the gradient of a class: by the log-odds of p, as kernels write it, and after the backward step by the logit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void* Gradient(int @class) => Plane(2, @class);

    /// <summary>Returns the address of the gradient by the raw logit of a class that excludes the path through the softmax.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void* GradientOfInput(int @class) => Plane(3, @class);

    /// <summary>Copies logits into the tile. A logit of -∞, which switches a class off, becomes the lowest finite number, so that differences of logits are not NaN.</summary>
    /// <param name="logits">Address of the first pixel in class 0.</param>
    /// <param name="stride">Distance from class to class, in bytes.</param>
    /// <param name="pixels">Number of pixels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Read(byte* logits, nint stride, nint pixels)
    {
        for (var c = 0; c < Classes; c++)
        {
            var (source, destination) = ((nint)logits + (c * stride), (nint)Logits(c));
            for (nint pixel = 0; pixel < pixels; pixel += TLane.Count)
            {
                Elements.Store(TLane.Max(TLane.Broadcast(InfiniteLogits.Logit(TLane.IsSingle)), Elements.Load<TLane>((void*)source, pixel)), (void*)destination, pixel);
            }
        }
    }

    /// <summary>Copies the gradient by the logits to the gradient tensor, or adds it there.</summary>
    /// <typeparam name="TMode">Whether the gradient is added.</typeparam>
    /// <param name="gradient">Address of the first pixel in class 0 of the gradient tensor.</param>
    /// <param name="stride">Distance from class to class, in bytes.</param>
    /// <param name="pixels">Number of pixels.</param>
    /// <param name="pastCaches">
    /// Whether to use non-temporal stores, which require lanes aligned to their size. They save reading the short rows of many classes before writing them; a large gradient would leave
    /// the caches anyway.
    /// </param>
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

    /// <summary>Clears the gradient of excluded classes, which no kernel writes. The previous tile left its own gradient there.</summary>
    /// <param name="classes">Number of excluded classes, from class 0 on.</param>
    public void ClearGradient(int classes) => NativeMemory.Clear(Gradient(0), (nuint)(classes * planeSize));

    public void Dispose() => NativeMemory.AlignedFree(buffer);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* Plane(int plane, int @class) => buffer + (((plane * Classes) + @class) * planeSize);
}
