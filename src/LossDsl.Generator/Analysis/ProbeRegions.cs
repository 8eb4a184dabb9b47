using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Layout of several probe regions in one array, region after region, with the reductions over each region. A pixel value is an array with one entry for each pixel group.
/// A region value has the same length, with the value repeated at each group of its region.
/// </summary>
internal sealed class ProbeRegions
{
    private readonly (int Start, int Count)[] regions;
    private readonly int[] regionOf;

    public ProbeRegions(IEnumerable<ProbeRegion> probes)
    {
        var all = probes.ToList();
        Pixels = [.. all.SelectMany(static probe => probe.Pixels)];
        regionOf = [.. all.SelectMany(static (probe, i) => Enumerable.Repeat(i, probe.Pixels.Count))];
        regions = [.. all.Select((probe, i) => (Array.IndexOf(regionOf, i), probe.Pixels.Count))];
        QuantityValues = Compute();
    }

    private static ProbeRegions All { get; } = new(ProbeRegion.All);

    private static ProbeRegions WithNeighbours { get; } = new(ProbeRegion.All.Where(static probe => probe.HasSinglePixels));

    /// <summary>Returns the probe regions at which a loss is evaluated: those of single pixels if it has windows or an order of pixels, otherwise all.</summary>
    public static ProbeRegions Select(LossSpec spec) => spec.Stages.Any(static stage => stage.Kind.NeedsSinglePixels()) ? WithNeighbours : All;

    /// <summary>The pixel groups of all regions, in order. A "pixel" in the members below is an index into this array.</summary>
    public PixelGroup[] Pixels { get; }

    /// <summary>The values of the runtime's quantities at each pixel, e.g. p, y and tp. The numbers of classes and images, the class weights and the upstream gradient are 1.</summary>
    public IReadOnlyDictionary<Variable, double[]> QuantityValues { get; }

    /// <summary>Returns the index of the region that contains a pixel.</summary>
    public int RegionOf(int pixel) => regionOf[pixel];

    /// <summary>Returns the result of a stage from the values of its body. Reductions over classes and images return the body, because a probe region is the only one.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="body">The values of its body.</param>
    /// <param name="order">The values of its order; null if it has none.</param>
    public double[] Reduce(Stage stage, double[] body, double[]? order = null) => stage.Kind switch
    {
        StageKind.PixelTop => Sum(Each(body, Top(body, order!), static (value, share) => value * share)),
        StageKind.PixelAbove => Ranks(order!).Above(body),
        StageKind.PixelSum => Sum(body),
        StageKind.PixelMean => Each(Sum(body), Sum(null), static (sum, count) => sum / count),
        StageKind.PixelMax => Fold(body, double.NegativeInfinity, static (max, value, _) => Math.Max(max, value)),
        StageKind.PixelMin => Fold(body, double.PositiveInfinity, static (min, value, _) => Math.Min(min, value)),
        _ when stage.Window is { } window => Window(window, stage.Kind).Apply(body),
        _ => body,
    };

    /// <summary>Returns the covariance of two values over the window around each pixel.</summary>
    public double[] Covariance(double[] first, double[] second, LocalWindow window) => Window(window, StageKind.LocalMean).Covariance(first, second);

    /// <summary>Returns the result of a step of the backward pass that is not an assignment. A probe region has the whole share of an extreme over classes or images.</summary>
    /// <param name="step">The step.</param>
    /// <param name="term">The values of the step's term.</param>
    /// <param name="second">For <see cref="StepKind.Share"/>, the maximum or minimum of each region; otherwise the values of the step's second term, or null.</param>
    public double[] Reduce(Step step, double[] term, double[]? second) => step.Kind switch
    {
        StepKind.TopShare => Top(term, second!),
        StepKind.Below => Ranks(second!).Below(term),
        StepKind.Sum => Sum(term),
        StepKind.Share when step.Result.Level == Level.Pixel => Share(term, second!),
        StepKind.Share or StepKind.PixelClassShare => Set(static _ => 1),
        _ => term,
    };

    /// <summary>Returns the result of the adjoint of a window.</summary>
    /// <param name="step">The step.</param>
    /// <param name="adjoints">The values of the step's term.</param>
    /// <param name="values">The values of which the window takes an extreme; for other windows unused.</param>
    public double[] Spread(Step step, double[] adjoints, double[] values) => Window(step.Window!, step.Kind switch
    {
        StepKind.LocalSumAdjoint => StageKind.LocalSum,
        StepKind.LocalMaxAdjoint => StageKind.LocalMax,
        StepKind.LocalMinAdjoint => StageKind.LocalMin,
        _ => StageKind.LocalMean,
    }).Spread(adjoints, values);

    /// <summary>Returns, at each pixel, the largest absolute value within its region.</summary>
    public double[] Largest(double[] values) => Fold(values, 0, static (largest, value, _) => Math.Max(largest, Math.Abs(value)));

    /// <summary>Returns values of a map as they are next to a boundary. A distance map of a mask without a boundary is 0.</summary>
    public double[] MapValues(MapSpec map)
    {
        Func<PixelGroup, bool> isInside = map.Of == "Target" ? static p => p.Target > 0.5 : static p => p.Logit > 0;
        double[] inside = [.. Pixels.Select(p => isInside(p) ? 1.0 : 0)];
        var (most, least) = (Fold(inside, 0, static (max, value, _) => Math.Max(max, value)), Fold(inside, 1, static (min, value, _) => Math.Min(min, value)));
        return [.. inside.Select((value, i) => MapValues(map, value > 0, hasBoundary: most[i] > least[i]))];
    }

    /// <summary>Returns values of an input: for pixels one value where the target is foreground and another elsewhere, for regions and images one value.</summary>
    public double[] InputValues(InputSpec input) => Set(pixel =>
        input.IsPerClassPair ? pixel.Target * Nearest(input.Range, 1) : Nearest(input.Range, !input.IsPerPixel || pixel.Target > 0.5 ? 1 : 0));

    // The value in the range that is nearest to a wanted one, or the middle of the range where that is an excluded end.
    private static double Nearest(DeclaredRange? range, double wanted)
    {
        if (range is null)
        {
            return wanted;
        }

        var nearest = Math.Max(range.Minimum, Math.Min(range.Maximum, wanted));
        var isExcluded = (range.MinimumIsExclusive && nearest == range.Minimum) || (range.MaximumIsExclusive && nearest == range.Maximum);
        return !isExcluded ? nearest : (Math.Max(range.Minimum, nearest - 1) + Math.Min(range.Maximum, nearest + 1)) / 2;
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
            [Quantities.ClassCount] = Set(static _ => 1),
            [Quantities.Inclusion] = Set(static _ => 1),
            [Quantities.ImageCount] = Set(static _ => 1),
            [Quantities.ClassWeight] = Set(static _ => 1),
            [Quantities.ClassWeightInMean] = Set(static _ => 1),
            [LossPlan.Upstream] = Set(static _ => 1),
        };
        var pointwise = new PointwiseEvaluator(Pixels.Length, variable => quantities[variable], static (apply, arguments) => apply.Op.Evaluate(arguments));
        foreach (var stage in SoftCountStages.DefaultStages)
        {
            quantities[stage.Result] = Reduce(stage, pointwise.Evaluate(stage.Body));
        }

        return quantities;
    }

    private RowWindow Window(LocalWindow window, StageKind kind) => new(window, kind, pixel => regions[regionOf[pixel]]);

    private RowOrder Ranks(double[] order) => new(order, pixel => regions[regionOf[pixel]]);

    private double[] Top(double[] values, double[] share) => Ranks(values).Top(share);

    // Pixels that attain an extreme have equal shares of its adjoint.
    private double[] Share(double[] term, double[] extreme)
    {
        var attaining = Each(term, extreme, static (t, e) => t == e ? 1 : 0);
        return Each(attaining, Sum(attaining), static (isThere, count) => isThere == 1 ? 1 / count : 0);
    }

    // Without a body: the number of pixels.
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
