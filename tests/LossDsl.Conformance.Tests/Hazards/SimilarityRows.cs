namespace LossDsl.Conformance.Hazards;

/// <summary>Hazard table rows of the losses with structural similarity, which is 1 for a right prediction, and of the Hausdorff loss by erosions.</summary>
internal static class SimilarityRows
{
    private const double C1 = 1e-4;
    private const double C2 = 9e-4;

    public static Dictionary<string, HazardRow> All { get; } = new()
    {
        ["ssim"] = Dissimilarity(),
        ["basnet"] = PixelRows.CrossEntropy(1, 1) + Dissimilarity() + RegionRows.All["jaccard"],
        ["hausdorff-erosion"] = Erosion(),
    };

    private static HazardRow Dissimilarity()
    {
        var window = new GaussianWindow(11, 1.5);
        var cell = new HazardCell(s => s.Mean(i => 1 - new Similarity(s, window, i).Value), (s, j) => -s.Mean(i => new Similarity(s, window, i).Slope(j)) * s.PQ(j));
        return new(cell, cell, HazardCell.Nothing, cell);
    }

    private static HazardRow Erosion()
    {
        var cell = new HazardCell(static s => new Erosions(s).Value, static (s, i) => new Erosions(s).Gradient(i));
        return new(cell, cell, HazardCell.Nothing, cell);
    }

    /// <summary>Structural similarity in the window around a pixel: a quotient of means times a quotient of variances.</summary>
    private sealed class Similarity
    {
        private readonly Situation s;
        private readonly Func<int, double> weight;
        private readonly double meanP;
        private readonly double meanY;
        private readonly (double Above, double Below) means;
        private readonly (double Above, double Below) variances;

        public Similarity(Situation situation, GaussianWindow window, int i)
        {
            (s, weight) = (situation, j => window.Weight(i, j));
            (meanP, meanY) = (window.Mean(i, s.P), window.Mean(i, s.Label));
            var squares = meanP * meanP + meanY * meanY;
            means = (2 * meanP * meanY + C1, squares + C1);
            variances = (2 * (window.Mean(i, j => s.P(j) * s.Label(j)) - meanP * meanY) + C2, window.Mean(i, j => s.P(j) * s.P(j) + s.Label(j)) - squares + C2);
        }

        public double Value => means.Above / means.Below * (variances.Above / variances.Below);

        /// <summary>Computes the derivative by the probability of pixel j.</summary>
        public double Slope(int j)
        {
            var ofMeans = (2 * meanY * means.Below - 2 * meanP * means.Above) / (means.Below * means.Below);
            var ofVariances = (2 * (s.Label(j) - meanY) * variances.Below - 2 * (s.P(j) - meanP) * variances.Above) / (variances.Below * variances.Below);
            return weight(j) * (ofMeans * variances.Above / variances.Below + ofVariances * means.Above / means.Below);
        }
    }

    /// <summary>Ten erosions of the squared error, and the gradient of their weighted sum, backwards from the last.</summary>
    private sealed class Erosions
    {
        private readonly Situation s;
        private readonly double[] adjoint = new double[Situation.Pixels];

        public Erosions(Situation situation)
        {
            s = situation;
            var eroded = Enumerable.Range(0, s.N).Select(i => Error(i) * Error(i)).ToArray();
            List<double[]> means = [];
            for (var k = 1; k <= 10; k++)
            {
                means.Add(Average(eroded));
                eroded = [.. means[^1].Select(static mean => 2 * Math.Max(mean - 0.5, 0))];
                Value += k * k * eroded.Average();
            }

            for (var k = 10; k >= 1; k--)
            {
                adjoint = Average([.. adjoint.Zip(means[k - 1], (next, mean) => mean > 0.5 ? 2 * (next + k * k / (double)s.N) : 0)]);
            }
        }

        public double Value { get; }

        public double Gradient(int i) => adjoint[i] * 2 * Error(i) * s.PQ(i);

        private double Error(int i) => s.Label(i) == 1 ? -s.Q(i) : s.P(i);

        private static double[] Average(double[] image) => [.. image.Select((own, i) =>
        {
            var (row, column) = (i / Situation.Width, i % Situation.Width);
            return (own + At(row - 1, column) + At(row + 1, column) + At(row, column - 1) + At(row, column + 1)) / 5;

            double At(int row, int column) => row is < 0 or >= Situation.Width || column is < 0 or >= Situation.Width ? 0 : image[row * Situation.Width + column];
        })];
    }
}
