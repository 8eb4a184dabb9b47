namespace LossDsl.Conformance.Hazards;

/// <summary>
/// Hazard table rows of the losses that weigh cross-entropy by the difference of standardized windows. A flat target is (0 + C) / (0 + C) = 1 at every pixel. A window that
/// is flat up to rounding has a deviation of about 1e-16, negligible beside C = 0.01.
/// </summary>
internal static class StructuralRows
{
    private const double C = 0.01;

    public static Dictionary<string, HazardRow> All { get; } = new()
    {
        ["correlation-similarity"] = Correlation(isDetached: true),
        ["correlation-similarity-full"] = Correlation(isDetached: false),
    };

    // For a right prediction the difference is 0 everywhere, so no pixel is kept and the value is 0.
    private static HazardRow Correlation(bool isDetached)
    {
        var cell = new HazardCell(static s => new Kept(s).Value, (s, i) => new Kept(s).Gradient(i, isDetached));
        return new(cell, cell, HazardCell.Nothing, cell);
    }

    /// <summary>The pixels that the loss keeps, those whose difference is more than 0.1 of the largest, and its value and gradient from them.</summary>
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
