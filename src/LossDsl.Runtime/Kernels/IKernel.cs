using System.ComponentModel;
using LossDsl.Kernels;
using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>
/// What one pass does at every pixel: written by the generator, run by the loops of this library. A kernel holds the numbers of its region as lanes, and what it has added
/// up so far. It is written once; the width of the lanes, the activation and the type of the target are filled in when it runs.
/// </summary>
/// <typeparam name="TSelf">The kernel.</typeparam>
/// <typeparam name="TLane">The numbers that are computed with at once.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IKernel<TSelf, TLane>
    where TSelf : struct, IKernel<TSelf, TLane>
    where TLane : struct, ILane<TLane>
{
    /// <summary>What of the prediction it reads; nothing else is computed.</summary>
    static abstract Reads Reads { get; }

    /// <summary>The kernel of a region.</summary>
    static abstract TSelf Create(ReadOnlySpan<double> coefficients);

    /// <summary>Takes in one lane of pixels.</summary>
    void Run<TPixel>(TPixel pixel)
        where TPixel : struct, IPixel<TLane>;

    /// <summary>Hands on what was added up, and starts again from nothing.</summary>
    void Flush(Span<double> results);
}

/// <summary>A pass over the pixels: the way from the type of a kernel, which is open, to the loops that close it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IPass
{
    /// <summary>How each of its results is made from those of parts.</summary>
    static virtual ReadOnlySpan<ReductionKind> Results => [];

    /// <summary>How many values of each pixel it keeps for later passes.</summary>
    static virtual int Kept => 0;

    /// <summary>Whether it writes the gradient, or a part of it.</summary>
    static virtual bool HasGradient => false;

    /// <summary>Whether it comes on top of the part that an earlier pass has written.</summary>
    static virtual bool AddsToGradient => false;

    /// <summary>Where it has p from, if that may be kept.</summary>
    static virtual PredictionSource PredictionSource => PredictionSource.Computed;

    /// <summary>Names its kernel for lanes of that width.</summary>
    static abstract void Accept<TLane, TVisitor>(ref TVisitor visitor)
        where TLane : struct, ILane<TLane>
        where TVisitor : struct, IKernelVisitor<TLane>;
}

/// <summary>What a pass shows its kernel to.</summary>
/// <typeparam name="TLane">The numbers that are computed with at once.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IKernelVisitor<TLane>
    where TLane : struct, ILane<TLane>
{
    /// <summary>Called once, with the type of the kernel.</summary>
    void Visit<TKernel>()
        where TKernel : struct, IKernel<TKernel, TLane>;
}

/// <summary>How a result is made from those of parts.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum ReductionKind
{
    /// <summary>Added.</summary>
    Sum,

    /// <summary>The largest.</summary>
    Largest,

    /// <summary>The smallest.</summary>
    Smallest,
}

/// <summary>
/// Where a pass has its predictions from. An exponential costs more than all else of a loss of sums: the pass that takes the sums can leave p for the pass that writes the gradient, in the
/// place where the gradient will be.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum PredictionSource
{
    /// <summary>From the logits.</summary>
    Computed,

    /// <summary>From the logits, and keeps them for later passes.</summary>
    Kept,

    /// <summary>From an earlier pass.</summary>
    Read,
}

/// <summary>What a kernel reads of the prediction.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[Flags]
public enum Reads
{
    /// <summary>Nothing but the logit.</summary>
    Nothing = 0,

    /// <summary>p.</summary>
    P = 1,

    /// <summary>1 - p.</summary>
    Q = 2,

    /// <summary>log p.</summary>
    LogP = 4,

    /// <summary>log (1 - p).</summary>
    LogQ = 8,
}
