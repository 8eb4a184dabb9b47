namespace LossDsl.Cuda;

/// <summary>
/// Division of a call into blocks, and of its workspace into parts. It depends on shapes alone, so that partial results are always added in the same order.
/// </summary>
internal sealed class CudaLayout
{
    // Shared memory that every block may take. More must be asked for.
    private const int OrdinaryShared = 48 << 10;

    // Pixels of a block: enough that its reduction costs little, and a multiple of what 256 threads read at once.
    // A pixel of softmax is work for all of its classes, so that fewer are enough.
    private const long SmallestChunk = 4096, SmallestSoftmaxChunk = 2048, ChunkStep = 1024;

    // Blocks from which a call keeps every device busy. More would only make more partial results.
    private const long EnoughBlocks = 2048;

    private readonly CudaProgram program;
    private readonly Specialisation specialisation;

    /// <param name="program">The kernels of the loss.</param>
    /// <param name="specialisation">Facts that the kernels are compiled for.</param>
    /// <param name="images">Number of images, B.</param>
    /// <param name="classes">Number of classes, C.</param>
    /// <param name="included">Number of included classes.</param>
    /// <param name="pixels">Number of pixels of an image.</param>
    /// <param name="groups">Number of groups of images.</param>
    public CudaLayout(CudaProgram program, Specialisation specialisation, long images, long classes, int included, long pixels, long groups)
    {
        (this.program, this.specialisation) = (program, specialisation);
        var planes = specialisation.Activation == Activation.Softmax ? images : images * classes;
        var wanted = Math.Max(1, EnoughBlocks / planes);
        Chunk = Math.Max(specialisation.Activation == Activation.Softmax ? SmallestSoftmaxChunk : SmallestChunk, (((pixels + wanted - 1) / wanted) + ChunkStep - 1) / ChunkStep * ChunkStep);
        Chunks = checked((int)((pixels + Chunk - 1) / Chunk));
        Blocks = planes * Chunks;
        (Regions, Included, Classes) = (groups * included, included, (int)classes);
        var parts = images / groups * Chunks;
        Counts = Take(specialisation.HasCounts ? (3 * Regions) + 1 : 0);
        Partials = Take(Regions * parts * Math.Max(3, program.Passes.Select(static pass => pass.Results).DefaultIfEmpty().Max()));
        Results = Take(Regions * Math.Max(3, program.Passes.Sum(static pass => pass.Results)));
        Coefficients = Take(Regions * program.Passes.Sum(static pass => pass.Coefficients));
        Values = Take(Regions);
        Scratch = Take(Regions);
    }

    /// <summary>Pixels of a block.</summary>
    public long Chunk { get; }

    /// <summary>Number of chunks of an image.</summary>
    public int Chunks { get; }

    /// <summary>Number of blocks of each kernel.</summary>
    public long Blocks { get; }

    /// <summary>Number of regions of all groups.</summary>
    public long Regions { get; }

    /// <summary>Number of included classes.</summary>
    public int Included { get; }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Numbers of float64 in the workspace.</summary>
    public long Size { get; private set; }

    /// <summary>Offsets of the parts of the workspace, in numbers of float64.</summary>
    public long Counts { get; }

    /// <summary>Offset of the partial results.</summary>
    public long Partials { get; }

    /// <summary>Offset of the results.</summary>
    public long Results { get; }

    /// <summary>Offset of the coefficients.</summary>
    public long Coefficients { get; }

    /// <summary>Offset of the values.</summary>
    public long Values { get; }

    /// <summary>Offset of the terms of a sum over classes.</summary>
    public long Scratch { get; }

    /// <summary>Returns the threads of a block of a pass and the bytes of its shared memory: the most threads whose memory a device has, or null if 32 are too many.</summary>
    /// <param name="results">Number of results of the pass.</param>
    /// <param name="coefficients">Number of coefficients of the pass.</param>
    /// <param name="hasGradient">Whether the pass may write the gradient.</param>
    /// <param name="limit">Bytes of shared memory that a block may have.</param>
    public (int Threads, int SharedBytes)? Block(int results, int coefficients, bool hasGradient, int limit)
    {
        if (specialisation.Activation != Activation.Softmax)
        {
            return (256, 0);
        }

        (int, int)? fallback = null;
        for (var threads = 256; threads >= 32; threads /= 2)
        {
            var numbers = Included * (coefficients + (specialisation.HasMeanProbability ? 1L : 0) + (results * (threads / 32L)));
            var bytes = (numbers * sizeof(double)) + (hasGradient ? (long)Classes * threads * specialisation.RealSize : 0);
            if (bytes <= OrdinaryShared)
            {
                return (threads, (int)bytes);
            }

            fallback ??= bytes <= limit ? (threads, (int)bytes) : null;
        }

        return fallback;
    }

    /// <summary>Returns whether blocks of all passes have room in shared memory.</summary>
    public bool Fits(int limit) => program.Passes.All(pass => Block(pass.Results, pass.Coefficients, pass.HasGradient, limit) is not null) && Block(3, 0, false, limit) is not null;

    // Parts begin at multiples of 16 bytes.
    private long Take(long numbers)
    {
        var offset = Size;
        Size += (numbers + 1) / 2 * 2;
        return offset;
    }
}
