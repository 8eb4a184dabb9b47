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
