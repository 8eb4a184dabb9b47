using LossDsl.Conformance.Losses;
using static TorchSharp.torch.nn;

namespace LossDsl.Conformance.Oracles;

/// <summary>
/// The meaning of a loss in plain code on doubles: activation, regions, the formula called as C#, reduction. It shares nothing with the
/// runtime, the generator or TorchSharp, so that every backend can be held to it.
/// </summary>
internal sealed class ReferenceInterpreter(ReferenceLoss loss, LossOptions options, long[] shape, double[] target)
{
    private readonly long images = shape[0];
    private readonly long classes = shape[1];
    private readonly long pixels = shape.Skip(2).Aggregate(1L, static (count, length) => count * length);

    /// <summary>The result: one number, or with <see cref="Reduction.None"/> one for each region, images first.</summary>
    public double[] Evaluate(double[] logits)
    {
        var regions = new RegionPixels[options.Region == Region.WholeBatch ? classes : images * classes];
        for (var i = 0; i < logits.Length; i++)
        {
            var (p, q) = Activate(logits, i);
            (regions[RegionOf(i)] ??= new()).Add(p, q, target[i]);
        }

        var values = regions.Select(loss.Formula).ToArray();
        return options.Reduction switch
        {
            Reduction.Mean => [values.Sum() / values.Length],
            Reduction.Sum => [values.Sum()],
            _ => values,
        };
    }

    private long RegionOf(long i) => options.Region == Region.WholeBatch ? i / pixels % classes : i / pixels;

    private (double P, double Q) Activate(double[] logits, long i) => options.Activation switch
    {
        Activation.Sigmoid => (Sigmoid(logits[i]), Sigmoid(-logits[i])),
        Activation.Softmax => Softmax(logits, i),
        _ => (logits[i], 1 - logits[i]),
    };

    private (double P, double Q) Softmax(double[] logits, long i)
    {
        var first = i / (classes * pixels) * classes * pixels + i % pixels;
        var largest = Enumerable.Range(0, (int)classes).Max(c => logits[first + c * pixels]);
        double own = 0, others = 0;
        for (var j = first; j < first + classes * pixels; j += pixels)
        {
            var power = Math.Exp(logits[j] - largest);
            (own, others) = j == i ? (power, others) : (own, others + power);
        }

        return (own / (own + others), others / (own + others));
    }

    private static double Sigmoid(double z) => z < 0 ? Math.Exp(z) / (1 + Math.Exp(z)) : 1 / (1 + Math.Exp(-z));
}
