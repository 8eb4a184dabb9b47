using LossDsl.Conformance.Oracles;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Losses;

/// <summary>Transcriptions of the Lovász extensions, by sorting and cumulative sums as Berman et al. 2018 print them (algorithm 1).</summary>
internal static class OrderLosses
{
    public static Dictionary<string, Func<TensorRegions, Func<string, double>, Tensor>> All { get; } = new()
    {
        ["lovasz-softmax"] = static (t, _) => Lovasz(t, (t.Y - t.P).abs()),
        ["lovasz-hinge"] = static (t, _) => Lovasz(t, (1 - t.X * (2 * t.Y - 1)).relu()),
    };

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
