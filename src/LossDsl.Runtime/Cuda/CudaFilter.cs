using System.ComponentModel;
using LossDsl.Filters;
using static TorchSharp.torch;

namespace LossDsl.CompilerServices;

/// <summary>Filter of a field: the local mean over a window, or its adjoint.</summary>
/// <param name="isAdjoint">Whether the filter is the adjoint of the local mean.</param>
/// <param name="side">Side of the window in pixels, odd.</param>
/// <param name="sigma">Standard deviation of a Gaussian window in pixels, or null for equal weights.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CudaFilter(bool isAdjoint, int side, double? sigma = null)
{
    /// <summary>Returns the filtered field, [B, C, ...].</summary>
    internal Tensor Apply(Tensor field) => (isAdjoint ? WindowFilter.Adjoint(field, side, sigma) : WindowFilter.Apply(field, side, sigma)).contiguous();
}
