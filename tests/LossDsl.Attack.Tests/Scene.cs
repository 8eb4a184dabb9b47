namespace LossDsl.Attack;

/// <summary>Pixels of a region: a logit and a target of 0 or 1 each.</summary>
internal sealed record Scene(double[] Logits, double[] Targets)
{
    private static readonly double[] Levels = [-30, -10, -4, -2, -1, -0.5, -0.1, 0.1, 0.5, 1, 2, 4, 10, 30];

    /// <summary>The number of logits that <see cref="Level"/> returns.</summary>
    public static int LevelCount => Levels.Length;

    /// <summary>Returns one of some logits, in increasing order.</summary>
    public static double Level(int index) => Levels[index];

    /// <summary>Draws a scene of one to six pixels.</summary>
    public static Scene Draw(Random random)
    {
        var count = random.Next(1, 7);
        return new([.. Enumerable.Range(0, count).Select(_ => Level(random.Next(LevelCount)) + (random.NextDouble() / 10))], [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(2))]);
    }

    /// <summary>Returns the scene with another logit of its first pixel.</summary>
    public Scene With(double logit) => this with { Logits = [logit, .. Logits[1..]] };

    /// <summary>The distance of each pixel to the nearest pixel of the other label, in a row of pixels; 0 where there is none.</summary>
    public double[] DistancesOfTarget => Distances([.. Targets.Select(static y => y > 0.5)]);

    /// <summary>The distance of each pixel to the nearest pixel of the other predicted label, which is foreground where p is above one half; 0 where there is none.</summary>
    public double[] DistancesOfPrediction => Distances([.. Logits.Select(static x => x > 0)]);

    private static double[] Distances(bool[] mask) =>
        [.. mask.Select((own, i) => mask.Select((other, j) => other == own ? double.PositiveInfinity : Math.Abs(i - j)).Min()).Select(static d => double.IsInfinity(d) ? 0 : d)];

    public double Probability(int pixel) => 1 / (1 + Math.Exp(-Logits[pixel]));

    /// <summary>Returns 1 - p without cancellation.</summary>
    public double Complement(int pixel) => 1 / (1 + Math.Exp(Logits[pixel]));
}
