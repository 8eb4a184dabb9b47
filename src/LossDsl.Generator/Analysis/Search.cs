using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Analysis;

/// <summary>A point: a region and the hyperparameters.</summary>
internal sealed record Trial(Scene Scene, IReadOnlyDictionary<Variable, double> Hyperparameters);

/// <summary>Points at which a claim may fail: the corners first.</summary>
internal static class Search
{
    private const int MostSettings = 16;
    private const int MostWork = 100000;
    private static readonly int Pixels = Scene.All.Sum(static scene => scene.Pixels.Count);

    /// <summary>Every scene, with the defaults of hyperparameters.</summary>
    public static IEnumerable<Trial> AtDefaults(LossSpec spec) => Trials(spec, Settings(spec).Take(1));

    /// <summary>Every scene, with other hyperparameters: with fewer of them the larger what is evaluated is.</summary>
    public static IEnumerable<Trial> Elsewhere(LossSpec spec, int size) => Trials(spec, Settings(spec).Skip(1).Take(Math.Min(MostSettings, 1 + (MostWork / (Pixels * size)))));

    private static IEnumerable<Trial> Trials(LossSpec spec, IEnumerable<IReadOnlyDictionary<Variable, double>> settings)
    {
        var needsNeighbours = spec.Stages.Any(static stage => stage.Kind == StageKind.LocalMean);
        return from setting in settings
               from scene in Scene.All
               where !needsNeighbours || scene.HasNeighbours
               select new Trial(scene, setting);
    }

    /// <summary>The defaults, then each hyperparameter at each of its ends, then all at their ends.</summary>
    private static IEnumerable<IReadOnlyDictionary<Variable, double>> Settings(LossSpec spec)
    {
        var defaults = spec.Hyperparameters.ToDictionary(static h => h.Variable, static h => h.Default);
        yield return defaults;
        foreach (var hyperparameter in spec.Hyperparameters)
        {
            foreach (var value in Values(hyperparameter))
            {
                yield return new Dictionary<Variable, double>(defaults) { [hyperparameter.Variable] = value };
            }
        }

        yield return spec.Hyperparameters.ToDictionary(static h => h.Variable, static h => Values(h).Append(h.Default).First());
        yield return spec.Hyperparameters.ToDictionary(static h => h.Variable, static h => Values(h).Append(h.Default).Last());
    }

    private static IEnumerable<double> Values(HyperparameterSpec hyperparameter)
    {
        var range = Domains.Declared(hyperparameter);
        double[] candidates = [range.Low, range.High, 0, 1, 0.5, (range.Low / 2) + (range.High / 2)];
        return candidates.Where(value => value != hyperparameter.Default && hyperparameter.Allows(value) && range.Contains(value)).Distinct();
    }
}
