using UNetTrainer.Training;

namespace UNetTrainer.Runs;

/// <summary>Shows a run to the person who waits for it.</summary>
internal interface IRunProgress
{
    /// <summary>Runs an epoch and shows it; when <paramref name="run"/> has returned, its checkpoint is written.</summary>
    /// <param name="epoch">Counted from 1.</param>
    /// <param name="batches">Batches of the epoch, those of validation included.</param>
    /// <param name="run">Runs it, telling after each batch the loss of a training batch, or null for one of validation.</param>
    EpochResult Epoch(int epoch, int batches, Func<Action<double?>, EpochResult> run);
}
