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
        // Tests run side by side; each counts what its own thread asked for.
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
