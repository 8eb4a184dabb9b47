using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Analysis;

/// <summary>Hyperparameters at which a claim may fail: the corners first.</summary>
internal static class CounterexampleSearch
{
    private const int MostSettings = 16;
    private const int MostWork = 100000;

    /// <summary>The defaults.</summary>
    public static IReadOnlyDictionary<Variable, double> Defaults(LossSpec spec) => spec.Hyperparameters.ToDictionary(static h => h.Variable, static h => h.Default);

    /// <summary>Other hyperparameters: fewer of them the larger what is evaluated is.</summary>
    public static IEnumerable<IReadOnlyDictionary<Variable, double>> Find(LossSpec spec, int size) =>
        Settings(spec).Take(Math.Min(MostSettings, 1 + (MostWork / (ProbeRegions.Select(spec).Pixels.Length * size))));

    /// <summary>What is found at the first of these at which anything is; null if nothing.</summary>
    public static Finding? Find(LossSpec spec, Domain domain, int size, Func<ProbeValues, Finding?> refute) =>
        Find(spec, size).Select(hyperparameters => refute(ProbeValues.Evaluate(spec, domain, ProbeRegions.Select(spec), hyperparameters))).FirstOrDefault(static finding => finding is not null);

    // Each hyperparameter at each of its ends, then all at their ends.
    private static IEnumerable<IReadOnlyDictionary<Variable, double>> Settings(LossSpec spec)
    {
        var defaults = Defaults(spec);
        foreach (var hyperparameter in spec.Hyperparameters)
        {
            foreach (var value in Values(hyperparameter))
            {
                yield return new Dictionary<Variable, double>(defaults.ToDictionary(static d => d.Key, static d => d.Value)) { [hyperparameter.Variable] = value };
            }
        }

        yield return spec.Hyperparameters.ToDictionary(static h => h.Variable, static h => Values(h).Append(h.Default).First());
        yield return spec.Hyperparameters.ToDictionary(static h => h.Variable, static h => Values(h).Append(h.Default).Last());
    }

    private static IEnumerable<double> Values(HyperparameterSpec hyperparameter)
    {
        var range = DomainBuilder.Declared(hyperparameter);
        double[] candidates = [range.Low, range.High, 0, 1, 0.5, (range.Low / 2) + (range.High / 2)];
        return candidates.Where(value => value != hyperparameter.Default && hyperparameter.Allows(value) && range.Contains(value)).Distinct();
    }
}
