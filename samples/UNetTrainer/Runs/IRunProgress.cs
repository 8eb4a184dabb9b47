using UNetTrainer.Training;

namespace UNetTrainer.Runs;

/// <summary>Display of the progress of a run.</summary>
internal interface IRunProgress
{
    /// <summary>Runs an epoch and shows it; when <paramref name="run"/> has returned, its checkpoint is written.</summary>
    /// <param name="epoch">Number of the epoch, from 1.</param>
    /// <param name="batches">Number of batches in the epoch, validation included.</param>
    /// <param name="run">Function that runs the epoch. After each batch the function reports the loss of a training batch, or null for a validation batch.</param>
    EpochResult Epoch(int epoch, int batches, Func<Action<double?>, EpochResult> run);
}
