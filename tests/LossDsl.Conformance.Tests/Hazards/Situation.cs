namespace LossDsl.Conformance.Hazards;

/// <summary>The logits and labels of an image of 8 x 8 pixels, and in float64 what stated values are made of. Every quantity is from the logit, so that none loses its digits.</summary>
internal sealed class Situation(double[] z, double[] y)
{
    public const int Width = 8;
    public const int Pixels = Width * Width;

    public int N => z.Length;

    /// <summary>The number of foreground pixels.</summary>
    public double Y { get; } = y.Sum();

    /// <summary>The number of background pixels.</summary>
    public double Others => N - Y;

    /// <summary>The size of the largest logit: what a pixel costs that is surely wrong.</summary>
    public double Size { get; } = z.Max(Math.Abs);

    public double SumP { get; } = z.Sum(static logit => Sigmoid(logit));

    public double SumQ { get; } = z.Sum(static logit => Sigmoid(-logit));

    /// <summary>The same of the other class.</summary>
    public Situation Mirrored => new([.. z.Select(static logit => -logit)], [.. y.Select(static label => 1 - label)]);

    public double Label(int i) => y[i];

    public double P(int i) => Sigmoid(z[i]);

    public double Q(int i) => Sigmoid(-z[i]);

    /// <summary>dp/dz.</summary>
    public double PQ(int i) => P(i) * Q(i);

    /// <summary>The cross-entropy of the pixel if it were foreground, -log p.</summary>
    public double IfForeground(int i) => Softplus(-z[i]);

    /// <summary>The cross-entropy of the pixel if it were background, -log (1 - p).</summary>
    public double IfBackground(int i) => Softplus(z[i]);

    public double Sum(Func<int, double> term) => Enumerable.Range(0, N).Sum(term);

    public double Mean(Func<int, double> term) => Sum(term) / N;

    public static int RowOf(int i) => i / Width;

    private static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    private static double Softplus(double x) => Math.Max(x, 0) + LossMath.Log1P(Math.Exp(-Math.Abs(x)));
}
