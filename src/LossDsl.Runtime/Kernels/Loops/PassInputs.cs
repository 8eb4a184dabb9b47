using LossDsl.Kernels.Memory;

namespace LossDsl.Kernels.Loops;

/// <summary>Inputs of one run of a pass: tensors, images, activation, coefficients and fields. <see cref="ToChunks"/> divides their pixels into chunks.</summary>
/// <param name="Memory">Tensors of the call.</param>
/// <param name="Images">Images that the pass traverses.</param>
/// <param name="Activation">Activation that turns logits into probabilities.</param>
/// <param name="Predictions">Source of p under sigmoid. Other activations ignore it.</param>
/// <param name="Coefficients">Coefficients, [region][coefficient], one region for each included class.</param>
/// <param name="Read">Fields that the kernel reads.</param>
/// <param name="Kept">Fields that the kernel stores.</param>
/// <param name="Threads">Largest number of threads.</param>
internal sealed record PassInputs(CallMemory Memory, Range Images, Activation Activation, PredictionSource Predictions, double[][] Coefficients, PixelField[] Read, PixelField[] Kept, int Threads)
{
    // Values (pixels times classes) of a chunk: the unit that a thread takes.
    private const int ChunkSize = 1 << 15;

    /// <summary>Whether the activation couples the classes of a pixel, so that one chunk covers all classes.</summary>
    public bool IsCoupled => Activation == Activation.Softmax;

    /// <summary>Cuts a range of pixels of every image into chunks. The chunks do not depend on the number of threads.</summary>
    /// <param name="start">First pixel of the range in each image.</param>
    /// <param name="length">Number of pixels of the range.</param>
    public IEnumerable<Chunk> ToChunks(nint start, nint length)
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
