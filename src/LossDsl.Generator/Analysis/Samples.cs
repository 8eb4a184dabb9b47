using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Fixed pseudo-random sample points of a domain. Samples reject claims that do not hold before a proof is attempted, because failing proofs take most of the time.
/// Each sample is a region of one to three pixels, so that reductions agree with the pixels that they reduce. An expression is evaluated at all samples at once.
/// </summary>
internal sealed class Samples
{
    private const int Count = 36;
    private const int MostPixels = 3;
    private const double Rounding = 1e-7;

    // The samples have one, two and three pixels in turn. The first pixel of each is the selected one, at which claims are tested.
    private static readonly SamplePixel[] Pixels = [.. Enumerable.Range(0, Count).SelectMany(static point => Enumerable.Range(0, 1 + (point % MostPixels)).Select(pixel => new SamplePixel(point, pixel)))];

    private readonly Func<Variable, Interval> ranges;
    private readonly IReadOnlyDictionary<Variable, Stage> stages;
    private readonly PointwiseEvaluator pointwise;

    /// <param name="ranges">The range of each variable.</param>
    /// <param name="stages">The stages that define some of the variables.</param>
    public Samples(Func<Variable, Interval> ranges, IReadOnlyDictionary<Variable, Stage> stages)
    {
        (this.ranges, this.stages) = (ranges, stages);
        pointwise = new(Pixels.Length, ValuesOf, static (apply, arguments) => apply.Op.Evaluate(arguments));
    }

    /// <summary>Whether the expression is below 0 at some sample, by more than rounding.</summary>
    public bool IsNegativeSomewhere(Expr expression) => Any(expression, static value => value < -Rounding);

    /// <summary>Whether the expression is above 0 at some sample, by more than rounding.</summary>
    public bool IsPositiveSomewhere(Expr expression) => Any(expression, static value => value > Rounding);

    private bool Any(Expr expression, Func<double, bool> condition)
    {
        var values = pointwise.Evaluate(expression);
        for (var i = 0; i < values.Length; i++)
        {
            if (Pixels[i].Index == 0 && condition(values[i]))
            {
                return true;
            }
        }

        return false;
    }

    private double[] ValuesOf(Variable variable) =>
        variable.Equals(Quantities.Q) ? FromProbability(static p => 1 - p)
        : variable.Equals(Quantities.LogP) ? FromProbability(Math.Log)
        : variable.Equals(Quantities.LogQ) ? FromProbability(static p => Math.Log(1 - p))
        : variable.Equals(Quantities.X) ? FromProbability(static p => Math.Log(p) - Math.Log(1 - p))
        : variable.Equals(Quantities.P) ? [.. Draw(variable).Select(static p => Math.Min(0.999999, Math.Max(0.000001, p)))]
        : variable.Equals(Quantities.PixelCount) || variable.Equals(Quantities.Divisor) ? Sum(null)
        : stages.TryGetValue(variable, out var stage) ? ValuesOf(stage)
        : [.. Draw(variable)];

    private double[] FromProbability(Func<double, double> function) => Array.ConvertAll(pointwise.Evaluate(Quantities.P), p => function(p));

    // The order of pixels that stand for many is not known. NaN then rejects no claim.
    private double[] ValuesOf(Stage stage) => stage.Kind switch
    {
        StageKind.PixelSum => Sum(pointwise.Evaluate(stage.Body)),
        StageKind.PixelMean => [.. Sum(pointwise.Evaluate(stage.Body)).Zip(Sum(null), static (sum, count) => sum / count)],
        StageKind.PixelMax => Reduce(pointwise.Evaluate(stage.Body), Math.Max),
        StageKind.PixelMin => Reduce(pointwise.Evaluate(stage.Body), Math.Min),
        StageKind.LocalCovariance => WhereNeighboursAreKnown(new RowWindow(stage.Window!, stage.Kind, RegionOf).Covariance(pointwise.Evaluate(stage.Covariance!.First), pointwise.Evaluate(stage.Covariance.Second))),
        _ when stage.Window is { } window => WhereNeighboursAreKnown(new RowWindow(window, stage.Kind, RegionOf).Apply(pointwise.Evaluate(stage.Body))),
        StageKind.PixelTop or StageKind.PixelAbove => [.. Pixels.Select(static _ => double.NaN)],

        // The values of a provider are not known. NaN rejects no claim.
        StageKind.Field => [.. Pixels.Select(static _ => double.NaN)],
        _ => pointwise.Evaluate(stage.Body),
    };

    // The neighbours of a pixel that stands for many are not known. NaN then rejects no claim.
    private static double[] WhereNeighboursAreKnown(double[] filtered) =>
        [.. filtered.Select(static (value, i) => Pixels[i].Point % 2 == 0 || Pixels[i].Point % MostPixels == 0 ? value : double.NaN)];

    private static (int Start, int Count) RegionOf(int pixel) => (pixel - Pixels[pixel].Index, 1 + (Pixels[pixel].Point % MostPixels));

    // Without a body: the number of pixels.
    private static double[] Sum(double[]? body) => Reduce([.. Pixels.Select((pixel, i) => pixel.Multiplicity * (body?[i] ?? 1))], static (sum, value) => sum + value);

    private static double[] Reduce(double[] values, Func<double, double, double> reduction)
    {
        double[] result = [.. values];
        for (var i = 1; i < result.Length; i++)
        {
            result[i] = Pixels[i].Index == 0 ? result[i] : reduction(result[i - 1], result[i]);
        }

        // The reduction is complete at the last pixel of a region; all its pixels get that value.
        for (var i = result.Length - 2; i >= 0; i--)
        {
            result[i] = Pixels[i + 1].Index == 0 ? result[i] : result[i + 1];
        }

        return result;
    }

    private IEnumerable<double> Draw(Variable variable)
    {
        // string.GetHashCode differs from process to process, but samples must not.
        var name = variable.Name.Aggregate(17, static (hash, letter) => unchecked((hash * 31) + letter));
        var range = ranges(variable);
        return Pixels.Select(pixel => pixel.Draw(range, name, variable.Level == Level.Pixel));
    }
}
