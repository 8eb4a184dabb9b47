using static TorchSharp.torch;

namespace LossDsl.Conformance.Published.Definitions;

/// <summary>Provider of maps that a published case supplies: it throws if asked to compute one.</summary>
public sealed class GivenMap : IMapProvider
{
    public Tensor Compute(Tensor mask, IReadOnlyList<double>? spacing) => throw new InvalidOperationException("The map comes with the published case.");
}
