using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Regions in a row, the pixels of one after those of the other: what has a value at each pixel is one array for all of them, and what is one for a region
/// stands at each of its pixels.
/// </summary>
internal sealed class ProbeRegions
{
    private readonly (int Start, int Count)[] regions;
    private readonly int[] regionOf;

    public ProbeRegions(IEnumerable<ProbeRegion> scenes)
    {
        var all = scenes.ToList();
        Pixels = [.. all.SelectMany(static scene => scene.Pixels)];
        regionOf = [.. all.SelectMany(static (scene, i) => Enumerable.Repeat(i, scene.Pixels.Count))];
        regions = [.. all.Select((scene, i) => (Array.IndexOf(regionOf, i), scene.Pixels.Count))];
        QuantityValues = Compute();
    }

    private static ProbeRegions All { get; } = new(ProbeRegion.All);

    private static ProbeRegions WithNeighbours { get; } = new(ProbeRegion.All.Where(static scene => scene.HasNeighbours));

    /// <summary>Those that a loss is tried at.</summary>
    public static ProbeRegions Select(LossSpec spec) => spec.Stages.Any(static stage => stage.Kind == StageKind.LocalMean) ? WithNeighbours : All;

    public PixelGroup[] Pixels { get; }

    /// <summary>What the library computes from logits and targets.</summary>
    public IReadOnlyDictionary<Variable, double[]> QuantityValues { get; }

    /// <summary>The scene of a pixel, by its number.</summary>
    public int RegionOf(int pixel) => regionOf[pixel];

    /// <summary>The result of a stage from its body.</summary>
    public double[] Reduce(Stage stage, double[] body) => stage.Kind switch
    {
        StageKind.PixelSum => Sum(body),
        StageKind.PixelMean => Each(Sum(body), Sum(null), static (sum, count) => sum / count),
        StageKind.PixelMax => Fold(body, double.NegativeInfinity, static (max, value, _) => Math.Max(max, value)),
        StageKind.PixelMin => Fold(body, double.PositiveInfinity, static (min, value, _) => Math.Min(min, value)),
        StageKind.LocalMean => Filter(body, stage.Window!, isAdjoint: false),
        _ => body,
    };

    /// <summary>The result of a step of the backward that is no assignment.</summary>
    /// <param name="step">The step.</param>
    /// <param name="term">Its term.</param>
    /// <param name="extreme">What was attained, where a maximum or a minimum is shared out.</param>
    public double[] Reduce(Step step, double[] term, double[]? extreme) => step.Kind switch
    {
        StepKind.Sum => Sum(term),
        StepKind.Share => Share(term, extreme!),
        StepKind.LocalMeanAdjoint => Filter(term, step.Window!, isAdjoint: true),
        _ => term,
    };

    /// <summary>The largest size within each region.</summary>
    public double[] Largest(double[] values) => Fold(values, 0, static (largest, value, _) => Math.Max(largest, Math.Abs(value)));

    /// <summary>What a map is next to a boundary; of a mask without one it is 0.</summary>
    public double[] MapValues(MapSpec map)
    {
        Func<PixelGroup, bool> isInside = map.Of == "Target" ? static p => p.Target > 0.5 : static p => p.Logit > 0;
        double[] inside = [.. Pixels.Select(p => isInside(p) ? 1.0 : 0)];
        var (most, least) = (Fold(inside, 0, static (max, value, _) => Math.Max(max, value)), Fold(inside, 1, static (min, value, _) => Math.Min(min, value)));
        return [.. inside.Select((value, i) => MapValues(map, value > 0, hasBoundary: most[i] > least[i]))];
    }

    private static double MapValues(MapSpec map, bool isInside, bool hasBoundary) => map.Kind switch
    {
        null => Math.Max(map.Minimum ?? 0, Math.Min(map.Maximum ?? 1, isInside ? 1 : 0)),
        "Signed" => !hasBoundary ? 0 : isInside ? -1 : 2,
        "ToContour" => hasBoundary && !isInside ? 1 : 0,
        _ => hasBoundary ? 1 : 0,
    };

    private Dictionary<Variable, double[]> Compute()
    {
        Dictionary<Variable, double[]> quantities = new()
        {
            [Quantities.X] = Set(static p => p.Logit),
            [Quantities.Y] = Set(static p => p.Target),
            [Quantities.P] = Set(static p => Probability(p.Logit)),
            [Quantities.Q] = Set(static p => Probability(-p.Logit)),
            [Quantities.LogP] = Set(static p => -Softplus(-p.Logit)),
            [Quantities.LogQ] = Set(static p => -Softplus(p.Logit)),
            [Quantities.PixelCount] = Sum(null),
            [Quantities.Divisor] = Sum(null),
            [Quantities.Classes] = Set(static _ => 1),
            [Quantities.ClassWeight] = Set(static _ => 1),
            [Quantities.ClassWeightInMean] = Set(static _ => 1),
            [LossPlan.Upstream] = Set(static _ => 1),
        };
        var pointwise = new PointwiseEvaluator(Pixels.Length, variable => quantities[variable], static (apply, arguments) => apply.Op.Evaluate(arguments));
        foreach (var stage in SoftCountStages.ByProducts)
        {
            quantities[stage.Result] = Reduce(stage, pointwise.Evaluate(stage.Body));
        }

        return quantities;
    }

    private double[] Filter(double[] term, LocalWindow window, bool isAdjoint) => RowWindow.Filter(term, pixel => regions[regionOf[pixel]], window, isAdjoint);

    // Of what attains an extreme each has the same part.
    private double[] Share(double[] term, double[] extreme)
    {
        var attaining = Each(term, extreme, static (t, e) => t == e ? 1 : 0);
        return Each(attaining, Sum(attaining), static (isThere, count) => isThere == 1 ? 1 / count : 0);
    }

    // Of the number of pixels where nothing is summed.
    private double[] Sum(double[]? body) => Fold(body ?? Set(static _ => 1), 0, static (sum, value, pixel) => sum + (value * pixel.Count));

    private double[] Fold(double[] values, double start, Func<double, double, PixelGroup, double> fold)
    {
        var result = new double[values.Length];
        foreach (var region in regions)
        {
            var folded = start;
            for (var i = region.Start; i < region.Start + region.Count; i++)
            {
                folded = fold(folded, values[i], Pixels[i]);
            }

            for (var i = region.Start; i < region.Start + region.Count; i++)
            {
                result[i] = folded;
            }
        }

        return result;
    }

    private double[] Set(Func<PixelGroup, double> value) => Array.ConvertAll(Pixels, pixel => value(pixel));

    private static double[] Each(double[] a, double[] b, Func<double, double, double> function) => [.. a.Zip(b, function)];

    private static double Probability(double logit) => 1 / (1 + Math.Exp(-logit));

    private static double Softplus(double x) => Functions.Softplus.Evaluate([x]);
}
