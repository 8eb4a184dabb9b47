using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>Loss with a map of the target from its own provider: the mask plus the sum of the spacing.</summary>
[Loss("own-map")]
public sealed partial class OwnMapLoss
{
    [Formula, PixelMean]
    internal static double Formula(double p, [Map(typeof(Provider), Of.Target)] double map) => p * map;

    /// <summary>Provider of the map, which counts its calls.</summary>
    public sealed class Provider : IMapProvider
    {
        // Each test counts the calls of its own thread.
        [ThreadStatic]
        private static int calls;

        public static int Calls => calls;

        public Tensor Compute(Tensor mask, IReadOnlyList<double>? spacing)
        {
            calls++;
            return mask + spacing!.Sum();
        }
    }
}
