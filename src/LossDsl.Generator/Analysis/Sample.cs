using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;

namespace LossDsl.Generator.Analysis;

/// <summary>One point of a domain: a region of some pixels, the first of which is the one that is looked at, and a number for everything else.</summary>
internal sealed class Sample(Domain domain, int point)
{
    // One pixel, two, three, and many that are alike.
    private readonly int pixels = 1 + (point % 3);
    private readonly Dictionary<(Expr, int), double> known = [];

    /// <summary>The value at the first pixel; NaN where it is not known, as through the window of a local mean.</summary>
    public double Of(Expr expression) => Of(expression, 0);

    private double Of(Expr expression, int pixel)
    {
        var key = (expression, expression.Level == Level.Pixel ? pixel : 0);
        if (!known.TryGetValue(key, out var value))
        {
            known[key] = value = expression switch
            {
                Constant constant => constant.Value,
                Variable variable => Of(variable, key.Item2),
                Apply apply => apply.Op.Evaluate([.. apply.Arguments.Select(argument => Of(argument, pixel))]),
                _ => double.NaN,
            };
        }

        return value;
    }

    private double Of(Variable variable, int pixel) =>
        variable.Equals(Quantities.Q) ? 1 - Of(Quantities.P, pixel)
        : variable.Equals(Quantities.LogP) ? Math.Log(Of(Quantities.P, pixel))
        : variable.Equals(Quantities.LogQ) ? Math.Log(1 - Of(Quantities.P, pixel))
        : variable.Equals(Quantities.X) ? Of(Quantities.LogP, pixel) - Of(Quantities.LogQ, pixel)
        : variable.Equals(Quantities.P) ? Math.Min(0.999999, Math.Max(0.000001, Drawn(variable, pixel)))
        : variable.Equals(Quantities.PixelCount) || variable.Equals(Quantities.Divisor) ? Counts.Sum()
        : domain.Stages.TryGetValue(variable, out var stage) ? Of(stage, pixel)
        : Drawn(variable, pixel);

    private double Of(Stage stage, int pixel) => stage.Kind switch
    {
        StageKind.PixelSum => Sum(stage.Body),
        StageKind.PixelMean => Sum(stage.Body) / Counts.Sum(),
        StageKind.PixelMax => Enumerable.Range(0, pixels).Max(i => Of(stage.Body, i)),
        StageKind.PixelMin => Enumerable.Range(0, pixels).Min(i => Of(stage.Body, i)),
        StageKind.LocalMean => double.NaN,
        _ => Of(stage.Body, pixel),
    };

    private double Sum(Expr body) => Counts.Select((count, i) => count * Of(body, i)).Sum();

    // The pixel that is looked at is one; of the others there may be many.
    private IEnumerable<double> Counts => Enumerable.Range(0, pixels).Select(i => i == 0 || point % 2 == 0 ? 1 : 1000.0);

    // At an end of its range, or within.
    private double Drawn(Variable variable, int pixel)
    {
        var (range, share) = (domain[variable], Share(variable.Name, pixel));
        return range.MayBeUndefined ? double.NaN
            : range.IsPoint || (share < 0.25 && IsEnd(range.Low, range.LowIsOpen)) ? range.Low
            : share > 0.85 && IsEnd(range.High, range.HighIsOpen) ? range.High
            : Within(range, Share(variable.Name, pixel + pixels));
    }

    private static bool IsEnd(double end, bool isOpen) => !isOpen && Math.Abs(end) <= 100;

    // Small numbers of a long range, not the middle of it.
    private static double Within(Interval range, double share)
    {
        var (low, high) = (Math.Max(range.Low, -1e6), Math.Min(range.High, 1e6));
        return high - low < 100 ? low + ((high - low) * share) : low < 0 ? (share - 0.5) * 20 : low + (Math.Min(high, 1e3) * share * share * share);
    }

    // Between 0.02 and 0.98, by the name: the same in every run.
    private double Share(string name, int pixel)
    {
        var hash = unchecked((uint)((point * 31) + pixel + 1) * 2654435761u);
        foreach (var letter in name)
        {
            hash = unchecked((hash ^ letter) * 16777619u);
        }

        return 0.02 + (0.96 * ((hash >> 8) % 10007) / 10007.0);
    }
}
