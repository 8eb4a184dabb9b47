using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>Loss with a map of the prediction whose provider can be made to fail. Under <c>Reduction.None</c> the backward pass computes the map again.</summary>
[Loss("own-failing-map")]
public sealed partial class OwnFailingMapLoss
{
    [Formula, PixelMean]
    internal static double Formula(double p, [Map(typeof(Provider), Of.Prediction), StopGradient] double map) => p * (1 + map);

    /// <summary>Provider of the map; throws Failure if it is set.</summary>
    public sealed class Provider : IMapProvider
    {
        public static Exception? Failure { get; set; }

        public Tensor Compute(Tensor mask, IReadOnlyList<double>? spacing) => Failure is null ? mask.clone() : throw Failure;
    }
}
