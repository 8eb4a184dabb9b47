using System.Runtime.CompilerServices;
using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>State of one class while softmax traverses a chunk: the kernel of the class, with its accumulators, and the addresses that the kernel reads and writes.</summary>
internal unsafe struct ClassState<TLane, TTarget, TKernel>
    where TLane : struct, ILane<TLane>
    where TTarget : struct, ITarget
    where TKernel : struct, IKernel<TKernel, TLane>
{
    /// <summary>Kernel of the class. A field, so that the loop can flush its accumulators in place.</summary>
    public TKernel Kernel;

    private readonly PixelReader<TLane, TTarget> reader;
    private readonly PixelMemory memory;
    private readonly void* relative;
    private readonly TLane label;

    // Of all targets read so far, the one with the largest bits.
    private TLane largestTarget;

    /// <param name="chunk">The pixels.</param>
    /// <param name="tile">Tile that holds logits and gradients.</param>
    /// <param name="class">Index of the class.</param>
    /// <param name="coefficients">Coefficients of the region.</param>
    /// <param name="addresses">Buffer for one address of each field that the kernel reads or stores. It must outlive this value.</param>
    public ClassState(in Chunk chunk, SoftmaxTile<TLane> tile, int @class, double[] coefficients, void** addresses)
    {
        Kernel = TKernel.Create(coefficients);
        reader = new(chunk, @class);
        relative = tile.Relative(@class);
        label = TLane.Broadcast(@class);
        memory = new() { Logits = tile.Logits(@class), Read = addresses, Kept = addresses + chunk.Read.Length, Gradient = tile.Gradient(@class), GradientOfInput = tile.GradientOfInput(@class) };
        chunk.Fill(memory.Read, chunk.Read, @class);
        chunk.Fill(memory.Kept, chunk.Kept, @class);
    }

    // Not inlined, for the reason given in SeparateClassLoop.
    /// <summary>Runs the kernel of the class over the pixels of the tile.</summary>
    /// <typeparam name="TValidity">Whether a mask applies, and whether targets are range-checked.</typeparam>
    /// <typeparam name="TMode">Whether the gradient is written.</typeparam>
    /// <param name="tile">Tile, after its forward step.</param>
    /// <param name="start">First pixel of the tile, counted from the start of the chunk.</param>
    /// <param name="pixels">Number of pixels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Run<TValidity, TMode>(SoftmaxTile<TLane> tile, nint start, nint pixels)
        where TValidity : struct, IValidity
        where TMode : struct, IOutputMode
    {
        // The JIT keeps locals in registers, but not fields.
        var (kernel, reader, memory, target) = (Kernel, this.reader, this.memory, largestTarget);
        for (nint pixel = 0; pixel < pixels; pixel += TLane.Count)
        {
            var index = start + pixel;
            var x = Elements.Load<TLane>(memory.Logits, pixel);
            var isValid = TValidity.IsAlwaysValid ? default : reader.Counts(index);
            if (TValidity.ChecksRange)
            {
                target = reader.LargerBits<TValidity>(target, index, isValid);
            }

            var y = TValidity.IsAlwaysValid ? reader.Target(index) : reader.Target(index, isValid);
            ref readonly var softmax = ref tile.Softmax(pixel);
            var prediction = softmax.Prediction(x, Elements.Load<TLane>(relative, pixel), softmax.IsApart(label), TKernel.Reads);
            kernel.Run(new Pixel<TLane, SoftmaxActivation, PlainPrediction<TLane>, TTarget, TValidity, TMode>(&memory, index, pixel, y, isValid, prediction));
        }

        (Kernel, largestTarget) = (kernel, target);
    }

    /// <summary>Loads the mask of a lane: all bits set at valid pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLane Counts(nint index) => reader.Counts(index);

    /// <summary>Raises the alarm of the call if a target read so far may lie outside its range. Requires an alarm.</summary>
    public readonly void Report(CallMemory call) => RangeCheck.Report(call.Alarm!, largestTarget, call.LargestTarget);
}
