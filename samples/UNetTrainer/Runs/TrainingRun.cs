using System.Diagnostics;
using UNetTrainer.Data;
using UNetTrainer.Pictures;
using UNetTrainer.Training;

namespace UNetTrainer.Runs;

/// <summary>Training run, from its first epoch to its summary. Whatever ends the run, its folder holds the weights learnt so far.</summary>
internal sealed class TrainingRun(RunSettings settings, Objective objective, Split split, string device, RunFolder folder, IRunProgress progress)
{
    private readonly List<EpochResult> epochs = [];
    private readonly TensorBoardLog events = new(folder.Path);
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private EpochResult? best;
    private double secondsBefore;

    /// <summary>Continues from a checkpoint. An epoch that was unfinished then begins again.</summary>
    public void Resume(Trainer trainer, Checkpoint checkpoint)
    {
        trainer.Restore(checkpoint.Epochs, checkpoint.State);
        epochs.AddRange(checkpoint.Epochs);
        secondsBefore = epochs.Sum(static e => e.Seconds);
        folder.WriteMetrics(epochs);
        best = epochs.Aggregate((EpochResult?)null, static (before, e) => e.IsBetterThan(before) ? e : before);
        if (best == epochs[^1])
        {
            // The best weights are written after the checkpoint, and the run may have ended between the two.
            RunFolder.Save(trainer.Network, folder.Best);
        }
        else
        {
            // Damaged weights are refused before hours of training, not after them.
            CheckedFile.Read(folder.Best);
        }
    }

    /// <summary>Trains, tests the network of the best epoch, and writes all files of the run.</summary>
    /// <exception cref="DivergedException">The loss is not finite; the summary has the same message.</exception>
    public Summary Execute(Trainer trainer, CancellationToken cancellation)
    {
        folder.WriteConfig(settings with { Provenance = Provenance.Collect(settings.Data, device, split) });
        DivergedException? diverged = null;
        TestFigures? test = null;
        try
        {
            Train(trainer, cancellation);
            test = settings.IsTested ? Test(trainer, cancellation) : null;
        }
        catch (OperationCanceledException)
        {
            // The summary and the exit code of the caller report the interruption.
        }
        catch (DivergedException e)
        {
            diverged = e;
        }

        var summary = Summarize(trainer, test, cancellation.IsCancellationRequested && test is null, diverged);
        folder.WriteSummary(summary);
        DrawCurves();
        return diverged is null ? summary : throw diverged;
    }

    private void Train(Trainer trainer, CancellationToken cancellation)
    {
        try
        {
            for (var epoch = epochs.Count + 1; epoch <= settings.Training.Epochs && !HasStalled; epoch++)
            {
                progress.Epoch(epoch, trainer.BatchesPerEpoch, batchDone => Keep(trainer, trainer.RunEpoch(epoch, batchDone, cancellation)));
            }
        }
        finally
        {
            RunFolder.Save(trainer.Network, folder.Last);
        }
    }

    // The checkpoint is written first, so that no other file reports an epoch that could still be lost.
    private EpochResult Keep(Trainer trainer, EpochResult result)
    {
        epochs.Add(result);
        new Checkpoint(epochs, trainer.State).Write(folder.Checkpoint);
        folder.WriteMetrics(epochs);
        events.Add(result);
        KeepBest(trainer, result);
        return result;
    }

    private bool HasStalled => settings.Training.StopAfter is > 0 and var most && best is not null && epochs.Count - best.Epoch >= most;

    private void KeepBest(Trainer trainer, EpochResult result)
    {
        if (result.IsBetterThan(best))
        {
            best = result;
            RunFolder.Save(trainer.Network, folder.Best);
        }
    }

    private TestFigures Test(Trainer trainer, CancellationToken cancellation)
    {
        RunFolder.Load(trainer.Network, folder.Best);
        trainer.Threshold = settings.TuneThreshold ? ThresholdSearch.Find(trainer, split.Validation, cancellation) : null;
        var figures = TestFigures.Compute(trainer, split.Test, split.Labels.Names, settings.SurfaceTolerance, cancellation);
        foreach (var (number, slice) in Samples().Index())
        {
            AtomicFile.Write(folder.Overlay(number + 1), OverlayPicture.Draw(trainer.Predict(slice), split.Labels.Names));
        }

        TestSlices.Write(trainer, split.Test, figures with { Cases = [.. figures.Cases.Select(c => c with { Group = split.Groups.GetValueOrDefault(c.Case, c.Case) })] }, folder.Path);
        return figures;
    }

    // Taken evenly from the test slices that show foreground.
    private IEnumerable<Slice> Samples()
    {
        var shown = split.Test.Where(static s => s.Foreground > 0).ToArray();
        var count = Math.Min(settings.Overlays, shown.Length);
        return Enumerable.Range(0, count).Select(i => shown[((2 * i) + 1) * shown.Length / (2 * count)]);
    }

    private Summary Summarize(Trainer trainer, TestFigures? test, bool interrupted, DivergedException? diverged) => new(
        objective.Name,
        settings.Training.Hyperparameters,
        test?.Pooled.Dice,
        test?.Pooled.Sensitivity,
        test?.Pooled.Specificity,
        best?.Epoch,
        best?.Validation.Dice,
        epochs.Count,
        secondsBefore + clock.Elapsed.TotalSeconds,
        device,
        interrupted,
        diverged?.Message)
    {
        Batches = trainer.Batches,
        Notes = split.Notes,
        Threshold = trainer.Threshold,
        TestCasesSeen = Seen(split.Test),
        ValidationCasesSeen = Seen(split.Validation),
        DiceByClass = split.Labels.Names.Count > 2 ? test?.Classes.ToDictionary(static c => c.Class, static c => c.Pooled.Dice) : null,
        Classes = test?.Classes,
    };

    private int Seen(IEnumerable<Slice> part) => part.Select(static s => s.Source).Intersect(split.Training.Select(static s => s.Source)).Count();

    private void DrawCurves()
    {
        if (epochs.Count > 0)
        {
            AtomicFile.Write(folder.Curves, CurvePicture.Draw(objective.Name, [.. epochs.Select(static e => EpochMetrics.From(e))], Theme.Light));
        }
    }
}
