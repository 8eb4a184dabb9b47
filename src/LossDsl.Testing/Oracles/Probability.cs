namespace LossDsl.Testing.Oracles;

/// <summary>Computes probabilities from logits by the definition of the activation.</summary>
internal static class Probability
{
    /// <summary>Computes p and q = 1 - p of each pixel and class.</summary>
    public static (double[] P, double[] Q) Of(double[] logits, Grid grid, Activation activation)
    {
        var both = logits.Select((z, i) => activation switch
        {
            Activation.Sigmoid => (Sigmoid(z), Sigmoid(-z)),
            Activation.Softmax => Softmax(logits, [.. grid.AcrossClasses(i)], i),
            _ => (z, 1 - z),
        }).ToArray();
        return ([.. both.Select(static b => b.Item1)], [.. both.Select(static b => b.Item2)]);
    }

    private static (double P, double Q) Softmax(double[] logits, int[] pixel, int i)
    {
        var largest = pixel.Max(j => logits[j]);
        var own = Math.Exp(logits[i] - largest);
        var others = pixel.Where(j => j != i).Sum(j => Math.Exp(logits[j] - largest));
        return (own / (own + others), others / (own + others));
    }

    private static double Sigmoid(double z) => z < 0 ? Math.Exp(z) / (1 + Math.Exp(z)) : 1 / (1 + Math.Exp(-z));
}
