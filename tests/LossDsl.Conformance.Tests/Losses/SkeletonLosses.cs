using LossDsl.Conformance.Oracles;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Losses;

/// <summary>Transcriptions of the losses with soft skeletons, as the authors' code has them (jocpae/clDice).</summary>
internal static class SkeletonLosses
{
    private const int Iterations = 3;

    public static Dictionary<string, Func<TensorRegions, Func<string, double>, Tensor>> All { get; } = new()
    {
        ["cl-dice"] = static (t, h) => ClDice(t, h("smooth")),
        ["dice-cl-dice"] = static (t, h) => (1 - h("clWeight")) * RegionLosses.Dice(t, h("smooth"), h("smooth")) + h("clWeight") * ClDice(t, h("smooth")),
    };

    private static Tensor ClDice(TensorRegions t, double smooth)
    {
        var (ofPrediction, ofTarget) = (Skeleton(t, t.P), Skeleton(t, t.Y));
        var precision = (t.Sum(ofPrediction * t.Y) + smooth) / (t.Sum(ofPrediction) + smooth);
        var sensitivity = (t.Sum(ofTarget * t.P) + smooth) / (t.Sum(ofTarget) + smooth);
        return 1 - 2 * (precision * sensitivity) / (precision + sensitivity);
    }

    private static Tensor Skeleton(TensorRegions t, Tensor image)
    {
        var skeleton = Lost(t, image);
        for (var i = 0; i < Iterations; i++)
        {
            image = Erode(t, image);
            var delta = Lost(t, image);
            skeleton += delta - skeleton * delta;
        }

        return skeleton;
    }

    // Not relu: where a pixel ties with another, both share the derivative.
    private static Tensor Lost(TensorRegions t, Tensor image) => maximum(image - Open(t, image), zeros_like(image));

    private static Tensor Erode(TensorRegions t, Tensor image) => t.Extreme(image, isCross: true, isLargest: false);

    private static Tensor Open(TensorRegions t, Tensor image) => t.Extreme(Erode(t, image), isCross: false, isLargest: true);
}
