using System.ComponentModel;
using LossDsl.Kernels;
using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

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
