using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>Consecutive pixels of an image, of one class or of all, and what a pass knows of them.</summary>
/// <param name="Memory">The tensors.</param>
/// <param name="Image">Counted over the batch.</param>
/// <param name="Class">The class, or the first that counts where the loop goes over all.</param>
/// <param name="Start">The first pixel.</param>
/// <param name="Length">The number of pixels.</param>
/// <param name="Read">What the kernel reads beside logits and target.</param>
/// <param name="Kept">What the kernel keeps.</param>
internal readonly unsafe record struct Chunk(CallMemory Memory, int Image, int Class, nint Start, nint Length, PixelField[] Read, PixelField[] Kept)
{
    /// <summary>So many numbers are added in the type of the lanes, and their sums in float64: a float32 sum of a million pixels would have four digits.</summary>
    public const int Block = 2048;

    /// <summary>Where the logits of a class are.</summary>
    public void* Logits(int @class) => (void*)(Memory.Logits + (Memory.Index(Image, @class, Start) * Memory.ElementSize));

    /// <summary>Where the gradient of a class goes, or null.</summary>
    public void* Gradient(int @class) => Memory.Gradient == 0 ? null : (void*)(Memory.Gradient + (Memory.Index(Image, @class, Start) * Memory.ElementSize));

    /// <summary>Where the pixels of a class are in read.</summary>
    public void Fill(void** addresses, PixelField[] read, int @class)
    {
        for (var i = 0; i < read.Length; i++)
        {
            addresses[i] = (void*)read[i].Address(Image, @class, Start);
        }
    }
}

/// <summary>Runs a kernel over the pixels of a chunk.</summary>
internal interface ILoop<TLane>
    where TLane : struct, ILane<TLane>
{
    /// <param name="chunk">The pixels.</param>
    /// <param name="coefficients">The numbers of each region.</param>
    /// <param name="results">What the kernel adds up: for each region of the chunk its results.</param>
    static abstract void Run<TKernel>(in Chunk chunk, double[][] coefficients, Span<double> results)
        where TKernel : struct, IKernel<TKernel, TLane>;
}
