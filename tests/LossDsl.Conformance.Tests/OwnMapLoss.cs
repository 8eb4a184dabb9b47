using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>A loss with a map of its own provider: the mask, and the sum of the spacing added.</summary>
[Loss("own-map")]
public sealed partial class OwnMapLoss
{
    [Formula, PixelMean]
    internal static double Formula(double p, [Map(typeof(Provider), Of.Target)] double map) => p * map;

    public sealed class Provider : IMapProvider
    {
        public Tensor Compute(Tensor mask, IReadOnlyList<double>? spacing) => mask + spacing!.Sum();
    }
}
