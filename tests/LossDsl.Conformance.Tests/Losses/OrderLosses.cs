using LossDsl.Conformance.Oracles;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Losses;

/// <summary>
/// Transcriptions of the losses that order pixels: the Lovász extensions by sorting and cumulative sums as Berman et al. 2018 print them (algorithm 1), the others by masks of hard pixels.
/// </summary>
internal static class OrderLosses
{
    public static Dictionary<string, Func<TensorRegions, Func<string, double>, Tensor>> All { get; } = new()
    {
        ["lovasz-softmax"] = static (t, _) => Lovasz(t, (t.Y - t.P).abs()),
        ["lovasz-hinge"] = static (t, _) => Lovasz(t, (1 - t.X * (2 * t.Y - 1)).relu()),
        ["top-k-cross-entropy"] = static (t, h) => TopK(t, h("share")),
        ["dice-top-k"] = static (t, h) =>
            h("diceWeight") * t.ClassMean(t.ClassWeightInMean * RegionLosses.Dice(t, h("smooth"), h("smooth"))) + h("crossWeight") * TopK(t, h("share")),
        ["ohem-cross-entropy"] = static (t, h) =>
        {
            var surprise = t.OfAllClasses(-t.Y * t.LogP);
            return HardMean(t, surprise.detach().gt(-Math.Log(h("threshold"))).logical_or(Rank(t, surprise).le((h("share") * t.N - 1).clamp(min: 0))));
        },
    };

    private static Tensor TopK(TensorRegions t, double share) =>
        HardMean(t, Rank(t, CrossEntropy(t)).lt((share * t.N * (1 + Math.ScaleB(1, -50))).floor().clamp(min: 1)));

    private static Tensor CrossEntropy(TensorRegions t) => t.OfAllClasses(-t.ClassWeight * t.Y * t.LogP);

    private static Tensor HardMean(TensorRegions t, Tensor isHard) => t.ClassMean(t.Sum(isHard * CrossEntropy(t)) / t.Sum(isHard.to_type(t.X.dtype)).clamp(min: 1));

    /// <summary>Returns the number of valid pixels of the region that come before each pixel in descending order, the first of equal ones first.</summary>
    private static Tensor Rank(TensorRegions t, Tensor values)
    {
        var order = t.Pixels(values.detach().masked_fill((t.Valid ?? ones_like(t.Y)).expand_as(values).eq(0), double.NegativeInfinity)).sort(-1, descending: true, stable: true).Indices;
        return t.ToPixels(order.argsort(-1));
    }

    private static Tensor Lovasz(TensorRegions t, Tensor errors)
    {
        var valid = t.Valid ?? ones_like(t.Y);
        var (foreground, background) = (t.Pixels(t.Y * valid), t.Pixels((1 - t.Y) * valid));
        var order = t.Pixels(errors.detach().masked_fill(valid.expand_as(errors).eq(0), double.NegativeInfinity)).sort(-1, descending: true, stable: true).Indices;
        var volume = foreground.sum(-1, keepdim: true);
        var union = volume + background.gather(-1, order).cumsum(-1);
        var loss = where(union.gt(0), 1 - (volume - foreground.gather(-1, order).cumsum(-1)) / union, zeros_like(union));
        var steps = cat([loss.narrow(-1, 0, 1), loss.narrow(-1, 1, loss.shape[2] - 1) - loss.narrow(-1, 0, loss.shape[2] - 1)], -1);
        return t.ToRegions((t.Pixels(errors * valid).gather(-1, order) * steps.detach()).sum(-1));
    }
}
