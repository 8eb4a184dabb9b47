using LossDsl.Kernels.Memory;

namespace LossDsl.Kernels.Loops;

/// <summary>What a pass works on.</summary>
/// <param name="Memory">The tensors.</param>
/// <param name="Images">The images that it goes over.</param>
/// <param name="Activation">How logits become probabilities.</param>
/// <param name="Predictions">Where a sigmoid's are.</param>
/// <param name="Coefficients">The numbers of each region.</param>
/// <param name="Read">What the kernel reads beside logits and target.</param>
/// <param name="Kept">What the kernel keeps.</param>
/// <param name="Threads">How many threads may work on it.</param>
internal sealed record PassInputs(CallMemory Memory, Range Images, Activation Activation, PredictionSource Predictions, double[][] Coefficients, PixelField[] Read, PixelField[] Kept, int Threads)
{
    // So many numbers a thread takes at a time.
    private const int ChunkSize = 1 << 15;

    /// <summary>Whether the classes of a pixel are computed together.</summary>
    public bool IsCoupled => Activation == Activation.Softmax;

    /// <summary>The pixels from <paramref name="start"/> on in pieces, the same whatever the number of threads.</summary>
    public IEnumerable<Chunk> Cut(nint start, nint length)
    {
        var size = IsCoupled ? Math.Max(Chunk.Block, ChunkSize / Memory.Classes / Chunk.Block * Chunk.Block) : ChunkSize;
        var classes = IsCoupled ? 1 : Coefficients.Length;
        for (var image = Images.Start.Value; image < Images.End.Value; image++)
        {
            for (var region = 0; region < classes; region++)
            {
                for (var first = start; first < start + length; first += size)
                {
                    yield return new(Memory, image, Memory.FirstClass + region, first, Math.Min(size, start + length - first), Read, Kept);
                }
            }
        }
    }
}
