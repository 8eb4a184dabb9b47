using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>The classes of a chunk of pixels: a reader and a kernel for each, and room for one lane of each class.</summary>
internal readonly unsafe struct SoftmaxClasses<TLane, TTarget, TKernel> : IDisposable
    where TLane : struct, ILane<TLane>
    where TTarget : struct, ITarget
    where TKernel : struct, IKernel<TKernel, TLane>
{
    private readonly PixelReader<TLane, TTarget>[] readers;
    private readonly TKernel[] kernels;
    private readonly PixelMemory[] memories;
    private readonly Chunk chunk;
    private readonly byte* room;
    private readonly nint laneSize;

    public SoftmaxClasses(in Chunk chunk, double[][] coefficients)
    {
        this.chunk = chunk;
        var memory = chunk.Memory;
        laneSize = TLane.Count * Elements.Size<TLane>();
        var (read, kept) = (chunk.Read.Length, chunk.Kept.Length);
        var addresses = memory.Classes * (read + kept) * sizeof(void*);
        room = (byte*)NativeMemory.AlignedAlloc((nuint)((3 * memory.Classes * laneSize) + addresses), 64);
        readers = new PixelReader<TLane, TTarget>[memory.Classes];
        kernels = new TKernel[coefficients.Length];
        memories = new PixelMemory[coefficients.Length];
        for (var c = 0; c < memory.Classes; c++)
        {
            readers[c] = new(chunk, c);
        }

        var next = (void**)(room + (3 * memory.Classes * laneSize));
        for (var region = 0; region < coefficients.Length; region++)
        {
            kernels[region] = TKernel.Create(coefficients[region]);
            memories[region] = new() { Read = next, Kept = next + read, Gradient = Gradients, GradientOfInput = GradientsOfInput };
            chunk.Fill(next, chunk.Read, memory.FirstClass + region);
            chunk.Fill(next + read, chunk.Kept, memory.FirstClass + region);
            next += read + kept;
        }

        // What no kernel writes stays 0.
        NativeMemory.Clear(Gradients, (nuint)(2 * memory.Classes * laneSize));
    }

    private byte* Relative => room;

    private byte* Gradients => room + (chunk.Memory.Classes * laneSize);

    private byte* GradientsOfInput => room + (2 * chunk.Memory.Classes * laneSize);

    /// <summary>What the classes of a lane of pixels have in common; leaves e^(x - second) of each in the room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Softmax<TLane> Softmax(nint index)
    {
        var largest = readers[0].Logits(index);
        var second = TLane.Of(double.NegativeInfinity);
        for (var c = 1; c < readers.Length; c++)
        {
            var x = readers[c].Logits(index);
            second = TLane.Max(second, TLane.Min(largest, x));
            largest = TLane.Max(largest, x);
        }

        var (sum, isTaken) = (TLane.Zero, TLane.FirstLanes(0));
        for (var c = 0; c < readers.Length; c++)
        {
            var x = readers[c].Logits(index);
            var isLargest = IsLargest(x, largest, ref isTaken);
            var relative = TLane.Select(isLargest, TLane.Zero, Lane.Exp(x - second));
            Elements.Store(relative, Relative, c * TLane.Count);
            sum += relative;
        }

        return new(largest, second, sum);
    }

    /// <summary>Shows each class that counts to its kernel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Visit<TCounting, TGoal>(nint index, Softmax<TLane> softmax)
        where TCounting : struct, ICounting
        where TGoal : struct, IGoal
    {
        var isTaken = TLane.FirstLanes(0);
        for (var c = 0; c < readers.Length; c++)
        {
            ref var reader = ref readers[c];
            var x = reader.Logits(index);
            var isLargest = IsLargest(x, softmax.Largest, ref isTaken);
            if (c < chunk.Memory.FirstClass)
            {
                continue;
            }

            var counts = TCounting.CountsAll ? default : reader.Counts(index);
            var y = TCounting.CountsAll ? reader.Target(index) : reader.Target(index, counts);
            var prediction = softmax.Of(x, Elements.Load<TLane>(Relative, c * TLane.Count), isLargest, TKernel.Reads);
            var region = c - chunk.Memory.FirstClass;
            fixed (PixelMemory* memory = &memories[region])
            {
                kernels[region].Run(new Pixel<TLane, SoftmaxActivation, TTarget, TCounting, TGoal>(memory, index, c * TLane.Count, x, y, counts, prediction));
            }
        }
    }

    /// <summary>
    /// From u, the gradients by log-odds, to those by logits: with the ratios u_c / q_c of the classes but the largest, q of which is at least 1/2,
    /// dL/dx_k = u_k - p_k Σ_c≠k u_c / q_c, and p_k / q of the largest is the softmax of the others alone.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Backward<TGoal>(nint index, Softmax<TLane> softmax)
        where TGoal : struct, IGoal
    {
        var (ratios, ofLargest, isTaken) = (TLane.Zero, TLane.Zero, TLane.FirstLanes(0));
        var toShare = softmax.Ratio * softmax.Share;
        for (var c = 0; c < readers.Length; c++)
        {
            var isLargest = IsLargest(readers[c].Logits(index), softmax.Largest, ref isTaken);
            var u = Elements.Load<TLane>(Gradients, c * TLane.Count);
            var q = TLane.One - (Elements.Load<TLane>(Relative, c * TLane.Count) * toShare);
            ratios += TLane.Select(isLargest, TLane.Zero, u / q);
            ofLargest += TLane.Select(isLargest, u, TLane.Zero);
        }

        isTaken = TLane.FirstLanes(0);
        var fromLargest = ofLargest / softmax.SumOfOthers;
        for (var c = 0; c < readers.Length; c++)
        {
            var isLargest = IsLargest(readers[c].Logits(index), softmax.Largest, ref isTaken);
            var (u, relative) = (Elements.Load<TLane>(Gradients, c * TLane.Count), Elements.Load<TLane>(Relative, c * TLane.Count));
            var p = relative * toShare;
            var ofOther = u - (p * (ratios - (u / (TLane.One - p)))) - (relative * fromLargest);
            var gradient = TLane.Select(isLargest, u - (softmax.Share * ratios), ofOther);
            gradient += Elements.Load<TLane>(GradientsOfInput, c * TLane.Count);
            var destination = chunk.Gradient(c);
            if (TGoal.AddsToGradient)
            {
                gradient += Elements.Load<TLane>(destination, index);
            }

            Elements.Store(gradient, destination, index);
        }
    }

    /// <summary>Hands on what the kernels have added up.</summary>
    public void Flush(Span<double> results)
    {
        var each = kernels.Length == 0 ? 0 : results.Length / kernels.Length;
        for (var region = 0; region < kernels.Length; region++)
        {
            kernels[region].Flush(results.Slice(region * each, each));
        }
    }

    public void Dispose() => NativeMemory.AlignedFree(room);

    // One class alone, also where two logits are the same.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane IsLargest(TLane x, TLane largest, ref TLane isTaken)
    {
        var result = TLane.And(TLane.Equal(x, largest), TLane.Not(isTaken));
        isTaken = TLane.Or(isTaken, result);
        return result;
    }
}

/// <summary>Marks pixels of a softmax; the loop over classes computes it.</summary>
internal readonly struct SoftmaxActivation : IActivation
{
    public static bool AreProbabilities => false;

    public static Prediction<TLane> Apply<TLane>(TLane x, Reads reads)
        where TLane : struct, ILane<TLane> => throw new NotSupportedException("A softmax needs all classes of a pixel.");
}
