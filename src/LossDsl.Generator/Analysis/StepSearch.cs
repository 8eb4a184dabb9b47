using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Search for a better prediction of one pixel that has a worse value, by values alone. It sees what no derivative shows: steps where a condition, a sign or a rounding changes.
/// Hyperparameters are at their defaults.
/// </summary>
internal static class StepSearch
{
    // Rounding of sums over a million pixels stays below.
    private const double Rounding = 1e-7;

    // Steps between undecided predictions first, because a reader sees them best.
    private static readonly int[] Steps = [.. Enumerable.Range(1, LogitScan.Levels.Length - 1).OrderBy(static i => Math.Abs((2 * i) - LogitScan.Levels.Length))];
    private const int Undecided = 7;

    /// <summary>Returns a finding for the first such pixel; null if there is none.</summary>
    /// <param name="spec">The loss.</param>
    /// <param name="domain">The domain of the loss, which holds the stages as compiled.</param>
    /// <param name="scans">The values at the scans of the loss.</param>
    /// <param name="sign">1 for a loss that is minimized, -1 for a score.</param>
    public static Finding? Find(LossSpec spec, Domain domain, IReadOnlyList<EvaluatedScan> scans, int sign)
    {
        return First(scans, Steps.Take(Undecided)) ?? First(scans, Steps.Skip(Undecided)) ?? First(ThresholdRegions.Find(spec, domain).Select(region => new EvaluatedScan(spec, domain, new([region]))), Steps);

        Finding? First(IEnumerable<EvaluatedScan> evaluated, IEnumerable<int> steps) => evaluated.Select(scan => Find(spec, sign, scan.Scan, scan.Values, steps)).FirstOrDefault(static finding => finding is not null);
    }

    private static Finding? Find(LossSpec spec, int sign, LogitScan scan, ProbeValues values, IEnumerable<int> steps)
    {
        HashSet<int> imprecise = [.. values.ImpreciseRegions(spec)];
        var found = from i in steps
                    from series in scan.Series
                    where series.Region.Pixels[series.Group].Target is 0 or 1
                    let lower = series.Pixels[i - 1]
                    let higher = series.Pixels[i]
                    where !imprecise.Contains(scan.Regions.RegionOf(higher)) && IsWrong(values, spec, sign, lower, higher)
                    select Describe(values, spec, lower, higher);
        return found.FirstOrDefault();
    }

    private static bool IsWrong(ProbeValues values, LossSpec spec, int sign, int lower, int higher)
    {
        var (before, after) = (values[spec.Formula.Result, lower], values[spec.Formula.Result, higher]);
        var rise = (after - before) * sign * (values[Quantities.Y, lower] == 1 ? 1 : -1);
        return rise > Rounding * Math.Max(1, Math.Max(Math.Abs(before), Math.Abs(after))) && !double.IsInfinity(rise);
    }

    private static Finding Describe(ProbeValues values, LossSpec spec, int lower, int higher)
    {
        var (before, after) = (values[spec.Formula.Result, lower], values[spec.Formula.Result, higher]);
        return new(FindingKind.WrongDirection, spec.Formula.Result.Name, null, null,
        [
            values[Quantities.Y, lower] == 1 ? "foreground" : "background",
            after > before ? "raises" : "lowers",
            $"from {CounterexampleText.Display(before)} to {CounterexampleText.Display(after)}, as its p goes from {CounterexampleText.Display(values[Quantities.P, lower])} to {CounterexampleText.Display(values[Quantities.P, higher])} at {CounterexampleText.Describe(values, spec.Formula.Body, lower)}",
        ]);
    }
}
