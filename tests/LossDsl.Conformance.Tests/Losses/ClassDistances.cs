using static TorchSharp.torch;

namespace LossDsl.Conformance.Losses;

/// <summary>Table of distances of classes, as if classes lay on a line, each as far from the next.</summary>
internal static class ClassDistances
{
    /// <summary>Returns the distances of some classes, [C, C], float64: 1 for the first and the last.</summary>
    public static Tensor Table(long classes)
    {
        var place = arange(classes, float64) / Math.Max(classes - 1, 1);
        return (place.unsqueeze(1) - place).abs();
    }
}
