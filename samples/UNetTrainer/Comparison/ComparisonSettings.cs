using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using UNetTrainer.Data;
using UNetTrainer.Runs;

namespace UNetTrainer.Comparison;

/// <summary>Settings of a comparison: the content of its <c>config.json</c>.</summary>
internal sealed record ComparisonSettings
{
    /// <summary>Version of the form of a comparison's files. Version 1 had no such file, and a split for each seed.</summary>
    public const int CurrentVersion = 2;

    /// <summary>Version of the form of the comparison's files.</summary>
    public int ComparisonVersion { get; init; } = CurrentVersion;

    /// <summary>Names of the losses.</summary>
    public IReadOnlyList<string> Losses { get; init; } = [];

    /// <summary>Number of seeds, counted from that of <see cref="Run"/>. A seed decides the initial weights and the order of slices.</summary>
    [Range(1, 1000)]
    public int Seeds { get; init; } = 1;

    /// <summary>Loss with which the others are compared; null for Dice, or the first loss if Dice is not compared.</summary>
    public string? Baseline { get; init; }

    /// <summary>Learning rates that are tried for every loss; empty for that of <see cref="Run"/>.</summary>
    public IReadOnlyList<double> LearningRates { get; init; } = [];

    /// <summary>Values of hyperparameters that are tried, by loss and hyperparameter.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<double>>> Grid { get; init; } = new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<double>>>();

    /// <summary>Number of settings that are tried for each loss; null for the size of the largest grid.</summary>
    [Range(1, 100_000)]
    public int? Budget { get; init; }

    /// <summary>Settings that all runs share. Its seed is also that of the folds, or of the split without folds.</summary>
    public RunSettings Run { get; init; } = new();

    /// <summary>Origin of the results, as the process saw it that began the comparison; the runs have their own. Null before.</summary>
    public Provenance? Provenance { get; init; }

    /// <summary>Returns the jobs in the order in which they are done: the first seed of every fold and loss first, so that the table has all losses early.</summary>
    public IEnumerable<SweepJob> Jobs() =>
        from seed in Enumerable.Range(Run.Training.Seed, Seeds)
        from fold in Folds
        from loss in Losses
        from job in JobsOf(loss, fold, seed)
        select job;

    /// <summary>Whether settings are chosen by validation, so that the jobs are trials that test nothing.</summary>
    [JsonIgnore]
    public bool IsTuned => EffectiveBudget > 1;

    /// <summary>Number of settings that are tried for each loss.</summary>
    [JsonIgnore]
    public int EffectiveBudget => Budget ?? Grid.Values.Append(Untuned).Max(g => TrialGrid.Size(Rates.Count, g));

    /// <summary>Returns the settings that are tried for a loss.</summary>
    public IReadOnlyList<Trial> Trials(string loss) => new TrialGrid(Rates, EffectiveBudget, Run.Training.Seed).List(Grid.GetValueOrDefault(loss, Untuned));

    /// <summary>Returns the settings of the data for a fold. All seeds have the same split.</summary>
    public DataSettings DataOf(int? fold) => Run.Data with { Fold = fold ?? Run.Data.Fold, SplitSeed = Run.Training.Seed };

    /// <summary>Returns these settings with the losses and seeds of an earlier command in the same folder, too.</summary>
    public ComparisonSettings With(ComparisonSettings earlier) => earlier with { Baseline = Baseline, Losses = [.. earlier.Losses.Union(Losses)], Seeds = Math.Max(earlier.Seeds, Seeds) };

    /// <summary>Whether runs with these settings can stand in one table with runs of others: all is equal but the losses and the number of seeds.</summary>
    public bool Fits(ComparisonSettings other) => Text(this) == Text(other);

    private static IReadOnlyDictionary<string, IReadOnlyList<double>> Untuned { get; } = new Dictionary<string, IReadOnlyList<double>>();

    private IReadOnlyList<double> Rates => LearningRates.Count > 0 ? LearningRates : [Run.Training.LearningRate];

    private IEnumerable<SweepJob> JobsOf(string loss, int? fold, int seed) =>
        IsTuned ? Trials(loss).Select((trial, setting) => new SweepJob(0, loss, fold, seed) { Setting = setting, Trial = trial }) : [new SweepJob(0, loss, fold, seed)];

    private IEnumerable<int?> Folds => Run.Data.Folds is { } folds ? Enumerable.Range(0, folds).Select(static f => (int?)f) : [null];

    private static string Text(ComparisonSettings settings) => JsonSerializer.Serialize(settings with { Losses = [], Seeds = 1, Baseline = null, Provenance = null, Run = settings.Run with { Out = null } }, Json.Options);
}
