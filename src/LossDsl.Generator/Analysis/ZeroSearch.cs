using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Search for an input at which an expression passes through 0 as the prediction of one pixel changes. Series of probe regions show where its sign changes; bisection of the logit
/// finds the point between. Hyperparameters are at their defaults.
/// </summary>
/// <param name="spec">The loss.</param>
/// <param name="domain">The domain of the loss, which holds the stages as compiled.</param>
/// <param name="scans">The values at the scans of the loss.</param>
internal sealed class ZeroSearch(LossSpec spec, Domain domain, IReadOnlyList<EvaluatedScan> scans)
{
    private const int Bisections = 80;

    // A zero is no more than that, beside the values between which it lies; more is a jump across 0.
    private const double Rounding = 1e-6;

    /// <summary>Formats the values of the variables that an expression reads, at a point where it changes its sign; null if none is found.</summary>
    public string? Describe(Expr expression) => Find(expression) is var (values, pixel) ? CounterexampleText.Describe(values, expression, pixel) : null;

    private (ProbeValues Values, int Pixel)? Find(Expr expression)
    {
        foreach (var scan in scans.Concat(ThresholdRegions.Find(spec, domain, expression).Select(region => new EvaluatedScan(spec, domain, new([region])))))
        {
            var values = scan.Values.Evaluate(expression);
            foreach (var series in scan.Scan.Series)
            {
                for (var i = 1; i < series.Pixels.Length; i++)
                {
                    if (values[series.Pixels[i - 1]] * values[series.Pixels[i]] < 0 && Bisect(expression, series, LogitScan.Levels[i - 1], LogitScan.Levels[i]) is { } found)
                    {
                        return found;
                    }
                }
            }
        }

        return null;
    }

    private (ProbeValues Values, int Pixel)? Bisect(Expr expression, LogitSeries series, double low, double high)
    {
        var (below, above) = (At(low), At(high));
        var size = Math.Abs(below.Value) + Math.Abs(above.Value);
        for (var i = 0; i < Bisections && below.Value != 0; i++)
        {
            var middle = (low / 2) + (high / 2);
            var value = At(middle);
            (low, below, high) = value.Value == 0 || value.Value < 0 == below.Value < 0 ? (middle, value, high) : (low, below, middle);
        }

        return Math.Abs(below.Value) <= Rounding * size ? (below.Values, series.Group) : null;

        (ProbeValues Values, double Value) At(double logit)
        {
            var values = ProbeValues.Evaluate(spec, domain, new([LogitScan.WithOne(series.Region, series.Group, logit)]), CounterexampleSearch.Defaults(spec));
            return (values, values.Evaluate(expression)[series.Group]);
        }
    }
}
