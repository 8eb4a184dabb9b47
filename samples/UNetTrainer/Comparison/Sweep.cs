using System.Text.Json;
using LossDsl;
using UNetTrainer.Errors;
using UNetTrainer.Runs;
using UNetTrainer.Training;

namespace UNetTrainer.Comparison;

/// <summary>A run of a comparison: a loss with a seed, in a folder of its own.</summary>
/// <param name="Entry">The loss.</param>
/// <param name="Settings">What the run is asked to do, its folder included.</param>
internal sealed record SweepRun(CatalogEntry Entry, RunSettings Settings)
{
    /// <summary>The loss and the seed, e.g. <c>tversky, seed 2</c>.</summary>
    public string Name => FormattableString.Invariant($"{Entry.Metadata.Name}, seed {Settings.Training.Seed}");

    /// <summary>The run folder.</summary>
    public string Folder => Settings.Out!;

    /// <summary>Whether the run has come to its end, with the settings that it is asked for now.</summary>
    /// <exception cref="InputException">The folder holds a run with other settings.</exception>
    public bool IsDone()
    {
        var config = Path.Combine(Folder, "config.json");
        return !File.Exists(config) || Text(ConfigFile.Read(config)) == Text(Settings)
            ? FinishedRun.TryRead(Folder) is { Summary.Interrupted: false }
            : throw new InputException($"'{Folder}' holds a run with other settings (its config.json says which): choose another --out, or give the same options.");
    }

    private static string Text(RunSettings settings) => JsonSerializer.Serialize(settings with { Out = null }, Json.Options);
}

/// <summary>All runs of a comparison: each loss with each seed. The first seed of every loss goes first, so that there is a table early.</summary>
/// <param name="losses">The losses.</param>
/// <param name="seeds">How many seeds, counted from that of the settings.</param>
/// <param name="settings">What all runs have in common; its folder holds theirs.</param>
internal sealed class Sweep(IReadOnlyList<CatalogEntry> losses, int seeds, RunSettings settings)
{
    /// <summary>The runs in the order in which they are done.</summary>
    public IEnumerable<SweepRun> Runs =>
        from seed in Enumerable.Range(settings.Training.Seed, seeds)
        from loss in losses
        select new SweepRun(loss, For(loss.Metadata, seed));

    private RunSettings For(LossMetadata loss, int seed) => settings with
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
