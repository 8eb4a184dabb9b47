using System.Text.Json;
using LossDsl;
using UNetTrainer.Errors;
using UNetTrainer.Runs;

namespace UNetTrainer.Comparison;

/// <summary>Run of a comparison: one loss with one seed on one fold, in a folder of its own.</summary>
/// <param name="Entry">The loss.</param>
/// <param name="Settings">Settings of the run, with its folder.</param>
internal sealed record SweepRun(CatalogEntry Entry, RunSettings Settings)
{
    /// <summary>Name of the run for messages: loss, fold and seed, e.g. <c>tversky, fold 0, seed 2</c>.</summary>
    public string Name => FormattableString.Invariant($"{Entry.Metadata.Name}{FoldText}{SettingText}, seed {Settings.Training.Seed}");

    /// <summary>Path of the run folder.</summary>
    public string Folder => Settings.Out!;

    /// <summary>Number of the setting that the run tries; null if it is no trial.</summary>
    public int? Setting { get; init; }

    private string SettingText => Setting is null ? "" : FormattableString.Invariant($", setting {Setting}");

    private string FoldText => Settings.Data.Folds is null ? "" : FormattableString.Invariant($", fold {Settings.Data.Fold}");

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

    private static string Text(RunSettings settings) => JsonSerializer.Serialize(settings with { Out = null, Provenance = null, Training = settings.Training with { Channels = null } }, Json.Options);
}
