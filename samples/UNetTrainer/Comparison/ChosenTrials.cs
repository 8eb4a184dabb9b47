using UNetTrainer.Errors;
using UNetTrainer.Runs;

namespace UNetTrainer.Comparison;

/// <summary>Turns finished trials into tested runs: for each loss and fold the setting that is best for validation. Its networks are taken over, so that nothing is trained twice.</summary>
/// <param name="sweep">Runs of the comparison.</param>
/// <param name="jobs">All jobs.</param>
internal sealed class ChosenTrials(Sweep sweep, IReadOnlyList<SweepJob> jobs)
{
    /// <summary>Runs that are to be tested, each with the trial that it takes over. Losses and folds with an open trial are left out.</summary>
    public IEnumerable<(SweepRun Run, SweepRun Trial)> Runs => jobs
        .Where(static j => j.Setting is not null)
        .GroupBy(static j => (j.Loss, j.Fold))
        .SelectMany(Chosen);

    /// <summary>Names of the losses and folds that have open trials.</summary>
    public IReadOnlyList<string> Open => [.. jobs.Where(static j => j.Setting is not null).Where(j => Result(j) is null).Select(static j => j.Fold is null ? j.Loss : FormattableString.Invariant($"{j.Loss}, fold {j.Fold}")).Distinct()];

    /// <summary>Gives a run the checkpoint and the best weights of its trial.</summary>
    /// <exception cref="InputException">A file of the trial is damaged.</exception>
    public static void TakeOver(SweepRun run, SweepRun trial)
    {
        RunFiles.Clear(run.Folder);
        using var target = new RunFolder(run.Folder);
        var (best, checkpoint) = (Path.Combine(trial.Folder, Path.GetFileName(target.Best)), Path.Combine(trial.Folder, RunFolder.CheckpointName));
        if (!File.Exists(best) || !File.Exists(checkpoint))
        {
            // The trial diverged in its first epoch.
            return;
        }

        // The checkpoint comes last: a run without one begins anew.
        AtomicFile.Write(target.Best, CheckedFile.Read(best));
        target.WriteConfig(run.Settings with { Training = run.Settings.Training with { Channels = ConfigFile.Read(Path.Combine(trial.Folder, "config.json")).Training.Channels } });
        Replacement.Write(target.Checkpoint, stream => stream.Write(File.ReadAllBytes(checkpoint)));
    }

    private IEnumerable<(SweepRun, SweepRun)> Chosen(IEnumerable<SweepJob> trials)
    {
        var done = trials.Select(job => (Job: job, Summary: Result(job))).ToArray();
        if (done.Any(static t => t.Summary is null))
        {
            return [];
        }

        var best = Choice.Best(done.Select(static t => (t.Job.Setting!.Value, t.Summary!)));
        return done.Where(t => t.Job.Setting == best).Select(t => (sweep.TestOf(t.Job, t.Job.Trial!), sweep.RunOf(t.Job)));
    }

    private Summary? Result(SweepJob job) => FinishedRun.TryReadSummary(sweep.RunOf(job).Folder) is { Interrupted: false } summary ? summary : null;
}
