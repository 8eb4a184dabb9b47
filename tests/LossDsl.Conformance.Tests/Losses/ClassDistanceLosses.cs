using LossDsl.Conformance.Oracles;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Losses;

/// <summary>Transcription of generalized Wasserstein Dice (Fidon et al. 2017, equations 9 and 14), with the distances of <see cref="ClassDistances"/>.</summary>
internal static class ClassDistanceLosses
{
    public static Dictionary<string, Func<TensorRegions, Func<string, double>, Tensor>> All { get; } = new()
    {
        ["generalized-wasserstein-dice"] = static (t, h) =>
        {
            var distance = t.Y.movedim([1], [-1]).matmul(ClassDistances.Table(t.Y.shape[1])).movedim([-1], [1]);
            var error = t.PixelClassSum(t.P * distance);
            var weight = t.PixelClassSum(distance * t.IsFirstClass);
            var (hits, errors) = (t.Sum(weight * (1 - error)), t.Sum(error));
            return t.ClassMean(errors / ((2 * hits + errors).relu() + h("smooth")));
        },
    };
}
