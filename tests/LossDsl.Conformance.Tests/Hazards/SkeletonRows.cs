namespace LossDsl.Conformance.Hazards;

/// <summary>
/// Hazard table rows of the losses with soft skeletons. The foreground of a right prediction, two rows at the border, loses a row by an erosion and the other by the next: the skeleton
/// is the upper row. A wrong prediction, six rows, is what opening gives: its skeleton is empty. Of the target's 8 pixels none is in the prediction, so that the sensitivity is 1/9.
/// </summary>
internal static class SkeletonRows
{
    private static HazardRow ClDice { get; } = new(Of(static s => new(s)), Of(static s => new(s)), HazardCell.Nothing, HazardCell.Constant(static _ => 0.8));

    public static Dictionary<string, HazardRow> All { get; } = new()
    {
        ["cl-dice"] = ClDice,
        ["dice-cl-dice"] = (0.5 * RegionRows.Dice(1)) + (0.5 * ClDice),
    };

    private static HazardCell Of(Func<Situation, Centerlines> centerlines) => new(s => centerlines(s).Value, (s, i) => centerlines(s).Gradient(i));

    /// <summary>Skeleton of a prediction whose target has none: value and gradient of the loss, by forward differentiation.</summary>
    private sealed class Centerlines
    {
        private readonly Situation s;
        private readonly double size;
        private readonly double outside;
        private readonly double[] sizeSlope;
        private readonly double[] outsideSlope;

        public Centerlines(Situation situation)
        {
            s = situation;
            var image = Enumerable.Range(0, s.N).Select(i => (s.P(i), Slope: Enumerable.Range(0, s.N).Select(j => i == j ? 1.0 : 0).ToArray())).ToArray();
            var skeleton = Residue(image);
            for (var i = 0; i < 3; i++)
            {
                image = Erode(image);
                skeleton = [.. skeleton.Zip(Residue(image), static (a, b) => (a.Value + b.Value * (1 - a.Value), a.Slope.Zip(b.Slope, (x, y) => x * (1 - b.Value) + y * (1 - a.Value)).ToArray()))];
            }

            (size, outside) = (skeleton.Sum(static p => p.Value), skeleton.Select((p, i) => p.Value * (1 - s.Label(i))).Sum());
            sizeSlope = [.. Enumerable.Range(0, s.N).Select(j => skeleton.Sum(p => p.Slope[j]))];
            outsideSlope = [.. Enumerable.Range(0, s.N).Select(j => skeleton.Select((p, i) => p.Slope[j] * (1 - s.Label(i))).Sum())];
        }

        // The sensitivity is 1, so that the loss is a / (2 - a) for a = outside / (size + 1).
        public double Value => outside / (2 * (size + 1) - outside);

        public double Gradient(int i)
        {
            var divisor = 2 * (size + 1) - outside;
            return (2 * (size + 1) * outsideSlope[i] - 2 * outside * sizeSlope[i]) / (divisor * divisor) * s.PQ(i);
        }

        private static (double Value, double[] Slope)[] Residue((double Value, double[] Slope)[] image) => [.. image.Zip(Extreme(Erode(image), isCross: false, 1), static (a, b) =>
            a.Value > b.Value ? (a.Value - b.Value, a.Slope.Zip(b.Slope, static (x, y) => x - y).ToArray()) : (0, new double[a.Slope.Length]))];

        private static (double Value, double[] Slope)[] Erode((double Value, double[] Slope)[] image) => Extreme(image, isCross: true, -1);

        private static (double Value, double[] Slope)[] Extreme((double Value, double[] Slope)[] image, bool isCross, int sign) => [.. image.Select((_, i) =>
            (from row in new[] { -1, 0, 1 } from column in new[] { -1, 0, 1 }
             where !isCross || row == 0 || column == 0
             let at = (Row: i / Situation.Width + row, Column: i % Situation.Width + column)
             where at is { Row: >= 0 and < Situation.Width, Column: >= 0 and < Situation.Width }
             select image[at.Row * Situation.Width + at.Column]).MaxBy(p => sign * p.Value))];
    }
}
