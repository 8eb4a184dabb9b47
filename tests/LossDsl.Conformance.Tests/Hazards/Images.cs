namespace LossDsl.Conformance.Hazards;

/// <summary>The logits and labels that the table is stated for.</summary>
internal static class Images
{
    // From everyday logits to those at the limit.
    public static double[] Sizes { get; } = [4, 100, 1e4];

    public static double[] NoForeground { get; } = All(static _ => 0);

    public static double[] NoBackground { get; } = All(static _ => 1);

    public static double[] UpperTwoRows { get; } = All(static i => Situation.RowOf(i) < 2 ? 1 : 0);

    /// <summary>No pixel has a neighbour of its side: all distances are 1.</summary>
    public static double[] Checkerboard { get; } = All(static i => (i + Situation.RowOf(i)) % 2);

    /// <summary>From negative to positive, row by row; positive from the fourth row on.</summary>
    public static double[] Slope(double size) => All(i => size * (i - 23.5) / 40);

    public static double[] Right(double size, double[] y) => [.. y.Select(label => label == 1 ? size : -size)];

    public static double[] Wrong(double size, double[] y) => Right(-size, y);

    public static double[] Flat(double logit) => All(_ => logit);

    private static double[] All(Func<int, double> value) => [.. Enumerable.Range(0, Situation.Pixels).Select(value)];
}
