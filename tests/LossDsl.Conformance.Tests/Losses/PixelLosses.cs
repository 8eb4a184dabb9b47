using LossDsl.Conformance.Oracles;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Losses;

/// <summary>Transcriptions of the losses that are means over pixels.</summary>
internal static class PixelLosses
{
    public static Dictionary<string, Func<TensorRegions, Func<string, double>, Tensor>> All { get; } = new()
    {
        ["binary-cross-entropy"] = static (t, h) => t.Mean(CrossEntropy(t)),
        ["weighted-cross-entropy"] = static (t, h) => t.Mean(-(h("foregroundWeight") * t.Y * t.LogP + (1 - t.Y) * t.LogQ)),
        ["balanced-cross-entropy"] = static (t, h) => Balanced(t, (1 - t.Mean(t.Y)).clamp(h("smallestWeight"), 1 - h("smallestWeight"))),
        ["balanced-cross-entropy-survey-literal"] = static (t, h) => Balanced(t, 1 - t.Mean(t.Y)),
        ["focal"] = static (t, h) => t.Mean(Focal(t, h("alpha"), h("gamma"))),
        ["softmax-focal"] = static (t, h) => t.ClassSum(t.ClassWeight * t.Mean(-t.Y * t.Q.pow(h("gamma")) * t.LogP)),
        ["poly"] = static (t, h) => t.Mean(CrossEntropy(t) + h("epsilon") * (t.Y * t.Q + (1 - t.Y) * t.P)),
        ["cross-entropy"] = static (t, h) => OfClasses(t),
    };

    public static Tensor CrossEntropy(TensorRegions t) => -(t.Y * t.LogP + (1 - t.Y) * t.LogQ);

    public static Tensor Focal(TensorRegions t, double alpha, double gamma) =>
        -(alpha * t.Y * t.Q.pow(gamma) * t.LogP + (1 - alpha) * (1 - t.Y) * t.P.pow(gamma) * t.LogQ);

    /// <summary>Computes the cross-entropy of mutually exclusive classes, one value for each image.</summary>
    public static Tensor OfClasses(TensorRegions t) => t.ClassSum(t.ClassWeight * t.Mean(-t.Y * t.LogP));

    private static Tensor Balanced(TensorRegions t, Tensor beta) => t.Mean(-(beta * t.Y * t.LogP + (1 - beta) * (1 - t.Y) * t.LogQ));
}
