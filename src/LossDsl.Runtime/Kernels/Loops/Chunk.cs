using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>
/// Range of consecutive pixels of one image, of one class or of all classes, with the memory that a pass reads and writes there. A chunk is one unit of parallel work.
/// </summary>
/// <param name="Memory">Tensors of the call.</param>
/// <param name="Image">Index of the image in the batch.</param>
/// <param name="Class">Index of the class; the first included class if the loop covers all classes.</param>
/// <param name="Start">Index of the first pixel.</param>
/// <param name="Length">Number of pixels.</param>
/// <param name="Read">Fields that the kernel reads.</param>
/// <param name="Kept">Fields that the kernel stores.</param>
internal readonly unsafe record struct Chunk(CallMemory Memory, int Image, int Class, nint Start, nint Length, PixelField[] Read, PixelField[] Kept)
{
    /// <summary>
    /// Number of pixels that a kernel accumulates in the type of the lanes between two flushes to float64. A float32 sum of a million pixels would have four significant digits.
    /// </summary>
    public const int Block = 2048;

    /// <summary>Computes the address of the chunk's first logit of a class.</summary>
    public void* Logits(int @class) => (void*)(Memory.Logits + (Memory.Index(Image, @class, Start) * Memory.ElementSize));

    /// <summary>Computes the address of the chunk's first gradient element of a class, or null if the call wants no gradient.</summary>
    public void* Gradient(int @class) => Memory.Gradient == 0 ? null : (void*)(Memory.Gradient + (Memory.Index(Image, @class, Start) * Memory.ElementSize));

    /// <summary>Computes where the chunk begins in each field.</summary>
    /// <param name="addresses">Receives one address for each field.</param>
    /// <param name="read">The fields.</param>
    /// <param name="class">Index of the class.</param>
    public void Fill(void** addresses, PixelField[] read, int @class)
    {
        for (var i = 0; i < read.Length; i++)
        {
            addresses[i] = (void*)read[i].Address(Image, @class, Start);
        }
    }
}

/// <summary>Loop that runs a kernel over the pixels of a chunk. Implementations differ in whether the activation couples the classes of a pixel.</summary>
internal interface ILoop<TLane>
    where TLane : struct, ILane<TLane>
{
    /// <summary>Runs the kernel over the chunk and combines its reductions into <paramref name="results"/>.</summary>
    /// <param name="chunk">The pixels.</param>
    /// <param name="coefficients">Coefficients, [region][coefficient].</param>
    /// <param name="results">Results of each region of the chunk, one region after another. They begin as identities.</param>
    static abstract void Run<TKernel>(in Chunk chunk, double[][] coefficients, Span<double> results)
        where TKernel : struct, IKernel<TKernel, TLane>;
}
