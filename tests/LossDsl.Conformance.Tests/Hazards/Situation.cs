namespace LossDsl.Conformance.Hazards;

/// <summary>
/// Logits z and labels y of an image of 8 x 8 pixels, with the float64 quantities that stated values consist of. Each quantity is computed from the logit, so that none
/// loses significant digits.
/// </summary>
internal sealed class Situation(double[] z, double[] y)
{
    public const int Width = 8;
    public const int Pixels = Width * Width;

    public int N => z.Length;

    /// <summary>Number of foreground pixels.</summary>
    public double Y { get; } = y.Sum();

    /// <summary>Number of background pixels.</summary>
    public double Others => N - Y;

    /// <summary>Largest absolute logit: the cross-entropy of a pixel that is surely wrong.</summary>
    public double Size { get; } = z.Max(Math.Abs);

    public double SumP { get; } = z.Sum(static logit => Sigmoid(logit));

    public double SumQ { get; } = z.Sum(static logit => Sigmoid(-logit));

    /// <summary>Image with the classes exchanged: negated logits and inverted labels.</summary>
    public Situation Mirrored => new([.. z.Select(static logit => -logit)], [.. y.Select(static label => 1 - label)]);

    public double Label(int i) => y[i];

    public double Logit(int i) => z[i];

    public double P(int i) => Sigmoid(z[i]);

    public double Q(int i) => Sigmoid(-z[i]);

    /// <summary>Derivative dp/dz = p (1 - p) of a pixel.</summary>
    public double PQ(int i) => P(i) * Q(i);

    /// <summary>Cross-entropy of the pixel if it were foreground, -log p.</summary>
    public double IfForeground(int i) => Softplus(-z[i]);

    /// <summary>Cross-entropy of the pixel if it were background, -log (1 - p).</summary>
    public double IfBackground(int i) => Softplus(z[i]);

    public double Sum(Func<int, double> term) => Enumerable.Range(0, N).Sum(term);

    public double Mean(Func<int, double> term) => Sum(term) / N;

    public static int RowOf(int i) => i / Width;

    private static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    private static double Softplus(double x) => Math.Max(x, 0) + LossMath.Log1P(Math.Exp(-Math.Abs(x)));
}
