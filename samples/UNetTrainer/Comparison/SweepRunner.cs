using UNetTrainer.Data;
using UNetTrainer.Runs;
using UNetTrainer.Training;

namespace UNetTrainer.Comparison;

/// <summary>Does a run of a comparison. What an earlier process left unfinished in its folder goes on after its last whole epoch.</summary>
internal static class SweepRunner
{
    /// <summary>Trains and tests.</summary>
    /// <param name="run">The loss, the seed and the folder.</param>
    /// <param name="progress">Shows the run, for the data that it is done with.</param>
    /// <param name="cancellation">Looked at after each batch.</param>
    /// <returns>What the run came to; a loss that diverged is a result, not the end of the comparison.</returns>
    public static FinishedRun Execute(SweepRun run, Func<Split, IRunProgress> progress, CancellationToken cancellation)
    {
        var settings = run.Settings;
        var split = settings.Data.Load(settings.Training.Seed);
        var device = Devices.Open(settings.Device);
        using var loss = run.Entry.Create(settings.Training.Hyperparameters, new() { Activation = settings.Training.Activation, Region = settings.Training.Region });
        var objective = new Objective(loss);
        using var trainer = new Trainer(settings.Training, objective, split, device);
        var checkpoint = Checkpoint.Read(Path.Combine(run.Folder, RunFolder.CheckpointName));
        var folder = checkpoint is null ? Fresh(run.Folder) : RunFolder.Open(run.Folder);
        var training = new TrainingRun(settings, objective, split, device.type.ToString().ToLowerInvariant(), folder, progress(split));
        if (checkpoint is not null)
        {
            training.Resume(trainer, checkpoint);
        }

        try
        {
            training.Execute(trainer, cancellation);
        }
        catch (DivergedException)
        {
            // The summary says so, and so does the table.
        }

        return FinishedRun.TryRead(run.Folder) ?? throw new InvalidOperationException($"The run '{run.Folder}' has ended without a summary.");
    }

    private static RunFolder Fresh(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        return new(path);
    }
}
