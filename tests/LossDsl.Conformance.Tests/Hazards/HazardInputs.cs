namespace LossDsl.Conformance.Hazards;

/// <summary>Logits and labels of 8 x 8 pixels for which the hazard table states values.</summary>
internal static class HazardInputs
{
    // Largest logits: an ordinary one, a saturated one, and one at the limit.
    public static double[] Sizes { get; } = [4, 100, 1e4];

    public static double[] NoForeground { get; } = All(static _ => 0);

    public static double[] NoBackground { get; } = All(static _ => 1);

    public static double[] UpperTwoRows { get; } = All(static i => Situation.RowOf(i) < 2 ? 1 : 0);

    /// <summary>Labels whose pixels have only neighbours of the other side: all distances are 1.</summary>
    public static double[] Checkerboard { get; } = All(static i => (i + Situation.RowOf(i)) % 2);

    /// <summary>Returns logits that rise from negative to positive, row by row, and are positive from the fourth row on.</summary>
    public static double[] Slope(double size) => All(i => size * (i - 23.5) / 40);

    /// <summary>Returns logits of the given size with the signs that the labels ask for.</summary>
    public static double[] Right(double size, double[] y) => [.. y.Select(label => label == 1 ? size : -size)];

    /// <summary>Returns logits of the given size with the opposite signs.</summary>
    public static double[] Wrong(double size, double[] y) => Right(-size, y);

    public static double[] Flat(double logit) => All(_ => logit);

    private static double[] All(Func<int, double> value) => [.. Enumerable.Range(0, Situation.Pixels).Select(value)];
}
