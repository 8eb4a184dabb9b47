using static TorchSharp.torch;

namespace LossDsl;

/// <summary>1 on the contour of a mask and 0 elsewhere, as <see cref="ContourMap"/> draws it.</summary>
public sealed class ContourMapProvider : IMapProvider
{
    /// <inheritdoc/>
    public Tensor Compute(Tensor mask, IReadOnlyList<double>? spacing) => ContourMap.Compute(mask);
}
