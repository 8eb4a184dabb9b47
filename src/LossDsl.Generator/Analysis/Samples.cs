using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// A few points of a domain, always the same, to see at once that something need not be proved because it does not hold: proofs that fail are what takes time.
/// Each is a region of a few pixels, so that reductions of the same pixels go together. An expression is evaluated at all points at once.
/// </summary>
internal sealed class Samples
{
    private const int Count = 36;
    private const int MostPixels = 3;
    private const double Rounding = 1e-7;

    // Regions of one pixel, two, three, and so on; the first is the one that is looked at.
    private static readonly SamplePixel[] Pixels = [.. Enumerable.Range(0, Count).SelectMany(static point => Enumerable.Range(0, 1 + (point % MostPixels)).Select(pixel => new SamplePixel(point, pixel)))];

    private readonly Func<Variable, Interval> ranges;
    private readonly IReadOnlyDictionary<Variable, Stage> stages;
    private readonly PointwiseEvaluator pointwise;

    /// <param name="ranges">What variables can be.</param>
    /// <param name="stages">What some of them are reduced from.</param>
    public Samples(Func<Variable, Interval> ranges, IReadOnlyDictionary<Variable, Stage> stages)
    {
        (this.ranges, this.stages) = (ranges, stages);
        pointwise = new(Pixels.Length, Of, static (apply, arguments) => apply.Op.Evaluate(arguments));
    }

    /// <summary>Whether the expression is below 0 at a point, beyond rounding.</summary>
    public bool IsNegativeSomewhere(Expr expression) => Any(expression, static value => value < -Rounding);

    /// <summary>Whether the expression is above 0 at a point, beyond rounding.</summary>
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

    private double[] Of(Variable variable) =>
        variable.Equals(Quantities.Q) ? OfP(static p => 1 - p)
        : variable.Equals(Quantities.LogP) ? OfP(Math.Log)
        : variable.Equals(Quantities.LogQ) ? OfP(static p => Math.Log(1 - p))
        : variable.Equals(Quantities.X) ? OfP(static p => Math.Log(p) - Math.Log(1 - p))
        : variable.Equals(Quantities.P) ? [.. Drawn(variable).Select(static p => Math.Min(0.999999, Math.Max(0.000001, p)))]
        : variable.Equals(Quantities.PixelCount) || variable.Equals(Quantities.Divisor) ? Sum(null)
        : stages.TryGetValue(variable, out var stage) ? Of(stage)
        : [.. Drawn(variable)];

    private double[] OfP(Func<double, double> function) => Array.ConvertAll(pointwise.Evaluate(Quantities.P), p => function(p));

    private double[] Of(Stage stage) => stage.Kind switch
    {
        StageKind.PixelSum => Sum(pointwise.Evaluate(stage.Body)),
        StageKind.PixelMean => [.. Sum(pointwise.Evaluate(stage.Body)).Zip(Sum(null), static (sum, count) => sum / count)],
        StageKind.PixelMax => Reduce(pointwise.Evaluate(stage.Body), Math.Max),
        StageKind.PixelMin => Reduce(pointwise.Evaluate(stage.Body), Math.Min),
        StageKind.LocalMean => Filter(pointwise.Evaluate(stage.Body), stage.Window!),
        _ => pointwise.Evaluate(stage.Body),
    };

    // Of pixels that are one each; where one stands for many it is not known what is around it.
    private static double[] Filter(double[] body, LocalWindow window)
    {
        var filtered = RowWindow.Filter(body, static pixel => (pixel - Pixels[pixel].Index, 1 + (Pixels[pixel].Point % MostPixels)), window, isAdjoint: false);
        return [.. filtered.Select(static (value, i) => Pixels[i].Point % 2 == 0 || Pixels[i].Point % MostPixels == 0 ? value : double.NaN)];
    }

    // Of the number of pixels where nothing is summed.
    private static double[] Sum(double[]? body) => Reduce([.. Pixels.Select((pixel, i) => pixel.Multiplicity * (body?[i] ?? 1))], static (sum, value) => sum + value);

    private static double[] Reduce(double[] values, Func<double, double, double> reduction)
    {
        double[] result = [.. values];
        for (var i = 1; i < result.Length; i++)
        {
            result[i] = Pixels[i].Index == 0 ? result[i] : reduction(result[i - 1], result[i]);
        }

        // What the last pixel of a region has is what all of them have.
        for (var i = result.Length - 2; i >= 0; i--)
        {
            result[i] = Pixels[i + 1].Index == 0 ? result[i] : result[i + 1];
        }

        return result;
    }

    private IEnumerable<double> Drawn(Variable variable)
    {
        // Not the hash of a string, which is another one in every process.
        var name = variable.Name.Aggregate(17, static (hash, letter) => unchecked((hash * 31) + letter));
        var range = ranges(variable);
        return Pixels.Select(pixel => pixel.Draw(range, name, variable.Level == Level.Pixel));
    }
}
