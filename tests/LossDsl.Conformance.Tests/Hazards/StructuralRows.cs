namespace LossDsl.Conformance.Hazards;

/// <summary>
/// Cross-entropy weighted by the difference of standardized windows. A flat target is (0 + C) / (0 + C) = 1 at every pixel, and the difference on one side of it alone.
/// Variances are differences of means: what is flat but for rounding has a deviation of 1e-8, beside a C of 0.01.
/// </summary>
internal static class StructuralRows
{
    private const double C = 0.01;

    public static Dictionary<string, Row> All { get; } = new()
    {
        ["correlation-similarity"] = Correlation(isDetached: true),
        ["correlation-similarity-full"] = Correlation(isDetached: false),
    };

    // Where all is right no difference is left, and no pixel kept: 0.
    private static Row Correlation(bool isDetached)
    {
        var cell = new Cell(static s => new Kept(s).Value, (s, i) => new Kept(s).Gradient(i, isDetached));
        return new(cell, cell, Cell.Nothing, cell) { Tolerance = 1e-5 };
    }

    private sealed class Kept
    {
        private readonly Situation s;
        private readonly LocalStatistics target;
        private readonly LocalStatistics prediction;
        private readonly double[] difference;
        private readonly int[] pixels;

        public Kept(Situation situation)
        {
            s = situation;
            var all = Enumerable.Range(0, s.N).ToArray();
            (target, prediction) = (new(all.Select(s.Label)), new(all.Select(s.P)));
            difference = [.. all.Select(i => Math.Abs(target.Standardized(i, C) - prediction.Standardized(i, C)))];
            pixels = [.. all.Where(i => difference[i] > 0.1 * difference.Max())];
        }

        public double Value => pixels.Sum(i => difference[i] * Cost(i)) / pixels.Length;

        public double Gradient(int i, bool isDetached)
        {
            var direct = pixels.Contains(i) ? difference[i] * (s.Label(i) == 1 ? -s.Q(i) : s.P(i)) : 0;
            return (direct + (isDetached || s.PQ(i) == 0 ? 0 : ThroughDifference(i) * s.PQ(i))) / pixels.Length;
        }

        private double ThroughDifference(int j) =>
            pixels.Sum(i => Cost(i) * Math.Sign(prediction.Standardized(i, C) - target.Standardized(i, C)) * prediction.Slope(i, j, C));

        private double Cost(int i) => s.Label(i) == 1 ? s.IfForeground(i) : s.IfBackground(i);
    }
}
