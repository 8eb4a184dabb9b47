using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Analysis;

/// <summary>Searches for hyperparameters at which a claim fails: the ends of their ranges first, then a few values between.</summary>
internal static class CounterexampleSearch
{
    private const int MostSettings = 16;
    private const int MostWork = 100000;

    /// <summary>Returns the default value of each hyperparameter.</summary>
    public static IReadOnlyDictionary<Variable, double> Defaults(LossSpec spec) => spec.Hyperparameters.ToDictionary(static h => h.Variable, static h => h.Default);

    /// <summary>Returns settings of the hyperparameters other than the defaults: fewer settings for larger expressions, to bound the cost of evaluation.</summary>
    /// <param name="spec">The loss.</param>
    /// <param name="size">The number of nodes that each setting evaluates.</param>
    public static IEnumerable<IReadOnlyDictionary<Variable, double>> Find(LossSpec spec, int size) =>
        Settings(spec).Take(Math.Min(MostSettings, 1 + (MostWork / (ProbeRegions.Select(spec).Pixels.Length * size))));

    /// <summary>Evaluates the loss at one setting after the other, and returns the first finding of <paramref name="refute"/>; null if there is none.</summary>
    /// <param name="spec">The loss.</param>
    /// <param name="domain">The domain of the loss.</param>
    /// <param name="size">The number of nodes that each setting evaluates.</param>
    /// <param name="refute">Searches the values at the probe regions for a counterexample.</param>
    public static Finding? Find(LossSpec spec, Domain domain, int size, Func<ProbeValues, Finding?> refute) =>
        Find(spec, size).Select(hyperparameters => refute(ProbeValues.Evaluate(spec, domain, ProbeRegions.Select(spec), hyperparameters))).FirstOrDefault(static finding => finding is not null);

    // One hyperparameter at a time at each of its candidates, then all at their first candidate, and all at their last.
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
