using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Analysis;

/// <summary>Values of a loss at the regions of a scan, with default hyperparameters, computed when they are read for the first time.</summary>
/// <param name="spec">The loss.</param>
/// <param name="domain">The domain of the loss, which holds the stages as compiled.</param>
/// <param name="scan">The regions.</param>
internal sealed class EvaluatedScan(LossSpec spec, Domain domain, LogitScan scan)
{
    private readonly Lazy<ProbeValues> values = new(() => ProbeValues.Evaluate(spec, domain, scan.Regions, CounterexampleSearch.Defaults(spec)));

    /// <summary>Returns the values of a loss at all its scans.</summary>
    public static IReadOnlyList<EvaluatedScan> All(LossSpec spec, Domain domain) => [.. LogitScan.Select(spec).Select(scan => new EvaluatedScan(spec, domain, scan))];

    public LogitScan Scan { get; } = scan;

    public ProbeValues Values => values.Value;
}
