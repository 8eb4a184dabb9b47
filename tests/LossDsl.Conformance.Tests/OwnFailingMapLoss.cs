using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>A loss with a map of the prediction, made anew in the backward of <c>Reduction.None</c>, whose provider fails when it is told to.</summary>
[Loss("own-failing-map")]
public sealed partial class OwnFailingMapLoss
{
    [Formula, PixelMean]
    internal static double Formula(double p, [Map(typeof(Provider), Of.Prediction), StopGradient] double map) => p * (1 + map);

    public sealed class Provider : IMapProvider
    {
        public static Exception? Failure { get; set; }

        public Tensor Compute(Tensor mask, IReadOnlyList<double>? spacing) => Failure is null ? mask.clone() : throw Failure;
    }
}
