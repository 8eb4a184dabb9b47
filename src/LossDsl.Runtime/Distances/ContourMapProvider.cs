using static TorchSharp.torch;

namespace LossDsl;

/// <summary>
/// Map provider for <see cref="MapAttribute"/> whose map is 1 on the contour of a mask and 0 elsewhere, as <see cref="ContourMap"/> computes it. The spacing has no effect.
/// </summary>
public sealed class ContourMapProvider : IMapProvider
{
    /// <inheritdoc/>
    public Tensor Compute(Tensor mask, IReadOnlyList<double>? spacing) => ContourMap.Compute(mask);
}
