using System.Text.Json;
using LossDsl;
using UNetTrainer.Errors;
using UNetTrainer.Runs;
using UNetTrainer.Training;

namespace UNetTrainer.Comparison;

/// <summary>Run of a comparison: one loss with one seed, in a folder of its own.</summary>
/// <param name="Entry">The loss.</param>
/// <param name="Settings">Settings of the run, with its folder.</param>
internal sealed record SweepRun(CatalogEntry Entry, RunSettings Settings)
{
    /// <summary>Name of the run for messages: loss and seed, e.g. <c>tversky, seed 2</c>.</summary>
    public string Name => FormattableString.Invariant($"{Entry.Metadata.Name}, seed {Settings.Training.Seed}");

    /// <summary>Path of the run folder.</summary>
    public string Folder => Settings.Out!;

    /// <summary>Whether the run has ended, with the same settings as here. An interrupted run has not.</summary>
    /// <exception cref="InputException">The folder holds a run with other settings, or files that no run wrote.</exception>
    public bool IsDone()
    {
        var config = Path.Combine(Folder, "config.json");
        if (File.Exists(config) && Text(ConfigFile.Read(config)) != Text(Settings))
        {
            throw new InputException($"'{Folder}' holds a run with other settings (its config.json says which): choose another --out, or give the same options.");
        }

        var done = FinishedRun.TryRead(Folder) is { Summary.Interrupted: false };
        if (!done && !File.Exists(Path.Combine(Folder, RunFolder.CheckpointName)))
        {
            RunFiles.CheckCanBeCleared(Folder);
        }

        return done;
    }

    private static string Text(RunSettings settings) => JsonSerializer.Serialize(settings with { Out = null, Training = settings.Training with { Channels = null } }, Json.Options);
}

/// <summary>Comparison as a list of runs: each loss with each seed. The first seed of every loss goes first, so that the table has all losses early.</summary>
/// <param name="losses">Losses to compare.</param>
/// <param name="seeds">Number of seeds, counted from that of the settings.</param>
/// <param name="settings">Settings that all runs share; its folder contains the folders of the runs.</param>
internal sealed class Sweep(IReadOnlyList<CatalogEntry> losses, int seeds, RunSettings settings)
{
    /// <summary>Runs in the order in which they are done.</summary>
    public IEnumerable<SweepRun> Runs =>
        from seed in Enumerable.Range(settings.Training.Seed, seeds)
        from loss in losses
        select new SweepRun(loss, SettingsOf(loss.Metadata, seed));

    private RunSettings SettingsOf(LossMetadata loss, int seed) => settings with
    {
        Training = settings.Training with
        {
            Loss = loss.Name,
            Seed = seed,
            Hyperparameters = loss.Hyperparameters.ToDictionary(static h => h.Name, static h => h.Default),
            Activation = LossActivation.Resolve(loss, settings.Training.Activation),
        },
        Out = Path.Combine(settings.Out!, loss.Name, FormattableString.Invariant($"seed-{seed}")),
    };
}
