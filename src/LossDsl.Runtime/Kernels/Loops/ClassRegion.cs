using System.Runtime.CompilerServices;
using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>One class of a chunk of pixels: its kernel, and where it reads.</summary>
internal unsafe struct ClassRegion<TLane, TTarget, TKernel>
    where TLane : struct, ILane<TLane>
    where TTarget : struct, ITarget
    where TKernel : struct, IKernel<TKernel, TLane>
{
    public TKernel Kernel;

    private readonly PixelReader<TLane, TTarget> reader;
    private readonly PixelMemory memory;
    private readonly void* relative;
    private readonly TLane label;

    // By its bits, of the targets that were read.
    private TLane largestTarget;

    /// <param name="chunk">The pixels.</param>
    /// <param name="tile">Where logits and gradient are.</param>
    /// <param name="class">The class.</param>
    /// <param name="coefficients">The numbers of the region.</param>
    /// <param name="addresses">Room for the addresses of what is read and kept beside them.</param>
    public ClassRegion(in Chunk chunk, SoftmaxTile<TLane> tile, int @class, double[] coefficients, void** addresses)
    {
        Kernel = TKernel.Create(coefficients);
        reader = new(chunk, @class);
        relative = tile.Relative(@class);
        label = TLane.Broadcast(@class);
        memory = new() { Logits = tile.Logits(@class), Read = addresses, Kept = addresses + chunk.Read.Length, Gradient = tile.Gradient(@class), GradientOfInput = tile.GradientOfInput(@class) };
        chunk.Fill(memory.Read, chunk.Read, @class);
        chunk.Fill(memory.Kept, chunk.Kept, @class);
    }

    // A body of its own, as in the loop over a plane.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Run<TValidity, TMode>(SoftmaxTile<TLane> tile, nint start, nint pixels)
        where TValidity : struct, IValidity
        where TMode : struct, IOutputMode
    {
        // Local, so that they are in registers.
        var (kernel, reader, memory, target) = (Kernel, this.reader, this.memory, largestTarget);
        for (nint pixel = 0; pixel < pixels; pixel += TLane.Count)
        {
            var index = start + pixel;
            var x = Elements.Load<TLane>(memory.Logits, pixel);
            var counts = TValidity.IsAlwaysValid ? default : reader.Counts(index);
            if (TValidity.ChecksRange)
            {
                target = reader.LargerBits<TValidity>(target, index, counts);
            }

            var y = TValidity.IsAlwaysValid ? reader.Target(index) : reader.Target(index, counts);
            ref readonly var softmax = ref tile.Softmax(pixel);
            var prediction = softmax.Prediction(x, Elements.Load<TLane>(relative, pixel), softmax.IsApart(label), TKernel.Reads);
            kernel.Run(new Pixel<TLane, SoftmaxActivation, PlainPrediction<TLane>, TTarget, TValidity, TMode>(&memory, index, pixel, y, counts, prediction));
        }

        (Kernel, largestTarget) = (kernel, target);
    }

    /// <summary>Which pixels count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLane Counts(nint index) => reader.Counts(index);

    /// <summary>Raises the alarm of the call if a target that was read may lie outside its range.</summary>
    public readonly void Report(CallMemory call) => RangeCheck.Report(call.Alarm!, largestTarget, call.LargestTarget);
}
