using LossDsl;
using UNetTrainer.Errors;
using UNetTrainer.Runs;
using UNetTrainer.Training;

namespace UNetTrainer.Comparison;

/// <summary>Runs of a comparison: each loss with each fold and each seed. All losses have the same folds, the same initial weights and the same order of slices.</summary>
/// <param name="settings">Settings of the comparison.</param>
/// <param name="catalog">Catalog that has the losses.</param>
/// <param name="folder">Folder of the comparison.</param>
internal sealed class Sweep(ComparisonSettings settings, Catalog catalog, string folder)
{
    /// <summary>Returns the run of a job. A trial is not tested.</summary>
    /// <exception cref="InputException">The catalog lacks the loss.</exception>
    public SweepRun RunOf(SweepJob job) => RunOf(job, job.Trial, isTested: job.Setting is null);

    /// <summary>Returns the run that tests a setting.</summary>
    public SweepRun TestOf(SweepJob job, Trial chosen) => RunOf(job.Tested, chosen, isTested: true);

    private SweepRun RunOf(SweepJob job, Trial? trial, bool isTested)
    {
        var entry = catalog.TryGet(job.Loss, out var found) ? found : throw new InputException($"The comparison in '{folder}' has the loss '{job.Loss}', which the catalog does not have.");
        return new(entry, SettingsOf(entry.Metadata, job, trial, isTested)) { Setting = job.Setting };
    }

    private RunSettings SettingsOf(LossMetadata loss, SweepJob job, Trial? trial, bool isTested) => settings.Run with
    {
        Data = settings.DataOf(job.Fold),
        Training = settings.Run.Training with
        {
            Loss = loss.Name,
            Seed = job.Seed,
            Hyperparameters = loss.Hyperparameters.ToDictionary(static h => h.Name, h => trial?.Hyperparameters.TryGetValue(h.Name, out var value) == true ? value : h.Default),
            LearningRate = trial?.LearningRate ?? settings.Run.Training.LearningRate,
            Activation = LossActivation.Resolve(loss, settings.Run.Training.Activation),
        },
        IsTested = isTested,
        Out = Path.Combine(folder, job.Folder.Replace('/', Path.DirectorySeparatorChar)),
    };
}
