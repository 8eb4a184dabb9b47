using UNetTrainer.Data;
using UNetTrainer.Runs;
using UNetTrainer.Training;

namespace UNetTrainer.Comparison;

/// <summary>Executes a run of a comparison. A run that an earlier process left unfinished continues after its last whole epoch.</summary>
internal static class SweepRunner
{
    /// <summary>Trains and tests, and writes the run folder.</summary>
    /// <param name="run">Loss, seed and folder.</param>
    /// <param name="progress">Function that returns the progress display for the slices of the run.</param>
    /// <param name="cancellation">Token that is checked after each batch.</param>
    /// <returns>The finished run. A loss that diverged is a result, too, and does not end the comparison.</returns>
    public static FinishedRun Execute(SweepRun run, Func<Split, IRunProgress> progress, CancellationToken cancellation)
    {
        OpenMpThreads.Use(run.Settings.Threads);
        var settings = WithChannelsOf(run.Folder, run.Settings);
        var split = settings.WithChannels(settings.Data).Load(settings.Training.Seed);
        settings = settings.For(split);
        var device = Devices.Open(settings.Device);
        using var loss = run.Entry.Create(settings.Training.Hyperparameters, new() { Activation = settings.Training.Activation, Region = settings.Training.Region });
        var objective = new Objective(loss);
        MemoryNeeds.Check(settings.Training, split, objective.Activation, device);
        using var trainer = new Trainer(settings.Training, objective, split, device);
        using var folder = File.Exists(Path.Combine(run.Folder, RunFolder.CheckpointName)) ? RunFolder.Open(run.Folder) : Fresh(run.Folder);
        var checkpoint = Checkpoint.Read(folder.Checkpoint);
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
            // The summary and the table report the divergence.
        }

        return FinishedRun.TryRead(run.Folder) ?? throw new InvalidOperationException($"The run '{run.Folder}' has ended without a summary.");
    }

    // A run that began on grey goes on so.
    private static RunSettings WithChannelsOf(string folder, RunSettings settings)
    {
        var config = Path.Combine(folder, "config.json");
        return File.Exists(config) ? settings with { Training = settings.Training with { Channels = ConfigFile.Read(config).Training.Channels } } : settings;
    }

    private static RunFolder Fresh(string path)
    {
        RunFiles.Clear(path);
        return new(path);
    }
}
