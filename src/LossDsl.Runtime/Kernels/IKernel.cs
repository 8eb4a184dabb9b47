using System.ComponentModel;
using LossDsl.Kernels;
using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>
/// Code that one pass runs on every lane of pixels of one region. The generator writes kernels; the loops of this library run them. A kernel holds the coefficients of its
/// region and its accumulators as lanes. One source serves all cases: the JIT specializes a kernel for lane width, activation, target layout and mask.
/// </summary>
/// <typeparam name="TSelf">Type of the kernel.</typeparam>
/// <typeparam name="TLane">Type of the lanes: a SIMD vector of pixels, or one pixel.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IKernel<TSelf, TLane>
    where TSelf : struct, IKernel<TSelf, TLane>
    where TLane : struct, ILane<TLane>
{
    /// <summary>Quantities of the prediction that the kernel reads. The loops compute no others.</summary>
    static abstract Reads Reads { get; }

    /// <summary>Creates the kernel of a region, with each accumulator at the identity of its reduction.</summary>
    /// <param name="coefficients">Coefficients of the region, in the order in which the pass was given them.</param>
    static abstract TSelf Create(ReadOnlySpan<double> coefficients);

    /// <summary>Processes one lane of pixels: updates the accumulators, stores fields and writes the gradient.</summary>
    void Run<TPixel>(TPixel pixel)
        where TPixel : struct, IPixel<TLane>;

    /// <summary>Combines the accumulators into <paramref name="results"/>, then resets them to their identities.</summary>
    /// <param name="results">Results of the region so far, in the order of <see cref="IPass.Results"/>.</param>
    void Flush(Span<double> results);
}

/// <summary>
/// Pass over the pixels: static facts about one traversal, and access to its kernel. The kernel is generic in the lane type, so a pass hands it to a visitor that has chosen the lane.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IPass
{
    /// <summary>Reductions of this pass, one for each result. Empty if the pass reduces nothing.</summary>
    static virtual ReadOnlySpan<ReductionKind> Results => [];

    /// <summary>Number of fields (values for each pixel and class) that this pass stores for later passes.</summary>
    static virtual int Kept => 0;

    /// <summary>Whether this pass writes the gradient or a part of it.</summary>
    static virtual bool HasGradient => false;

    /// <summary>Whether this pass adds to the part of the gradient that an earlier pass wrote, instead of overwriting it.</summary>
    static virtual bool AddsToGradient => false;

    /// <summary>Source of p in this pass: computed from the logits, computed and stored, or read from an earlier pass. Only sigmoid has the last two.</summary>
    static virtual PredictionSource PredictionSource => PredictionSource.Computed;

    /// <summary>Calls <see cref="IKernelVisitor{TLane}.Visit{TKernel}()"/> with the kernel of this pass for the given lane type.</summary>
    /// <typeparam name="TLane">Type of the lanes.</typeparam>
    /// <typeparam name="TVisitor">Type of the visitor.</typeparam>
    /// <param name="visitor">Visitor that receives the type of the kernel.</param>
    static abstract void Accept<TLane, TVisitor>(ref TVisitor visitor)
        where TLane : struct, ILane<TLane>
        where TVisitor : struct, IKernelVisitor<TLane>;
}

/// <summary>Visitor that receives the kernel type of a pass for one lane type. The runner of chunks implements it, and so instantiates the generic loops with the kernel.</summary>
/// <typeparam name="TLane">Type of the lanes.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IKernelVisitor<TLane>
    where TLane : struct, ILane<TLane>
{
    /// <summary>Receives the type of the kernel. A pass calls this method exactly once.</summary>
    /// <typeparam name="TKernel">Type of the kernel.</typeparam>
    void Visit<TKernel>()
        where TKernel : struct, IKernel<TKernel, TLane>;
}

/// <summary>Reduction that a kernel performs over the valid pixels of a region. Each has an identity and combines partial results.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum ReductionKind
{
    /// <summary>Sum of the values. The identity is 0.</summary>
    Sum,

    /// <summary>Maximum of the values. The identity is -∞.</summary>
    Largest,

    /// <summary>Minimum of the values. The identity is +∞.</summary>
    Smallest,
}

/// <summary>
/// Source of the probabilities of a pass. For a loss made of sums the exponential costs more than all other arithmetic. So the pass that computes the sums can store p in the
/// gradient buffer, and the pass that writes the gradient reads p from there.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum PredictionSource
{
    /// <summary>The pass computes p from the logits.</summary>
    Computed,

    /// <summary>The pass computes p from the logits and stores p in the gradient buffer.</summary>
    Kept,

    /// <summary>The pass reads p from the gradient buffer, where an earlier pass stored it.</summary>
    Read,
}

/// <summary>Quantities of the prediction that a kernel reads, as flags. The loops leave out the exponentials and logarithms of the others.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[Flags]
public enum Reads
{
    /// <summary>No quantity but the raw logit.</summary>
    Nothing = 0,

    /// <summary>Probability p.</summary>
    P = 1,

    /// <summary>Complement q = 1 - p.</summary>
    Q = 2,

    /// <summary>Logarithm log p.</summary>
    LogP = 4,

    /// <summary>Logarithm log(1 - p).</summary>
    LogQ = 8,
}
