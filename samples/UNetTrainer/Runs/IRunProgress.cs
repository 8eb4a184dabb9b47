using UNetTrainer.Training;

namespace UNetTrainer.Runs;

/// <summary>Shows a run to the person who waits for it.</summary>
internal interface IRunProgress
{
    /// <summary>The data is read and training begins.</summary>
    void Started(RunStart start);

    /// <summary>Runs an epoch and shows it.</summary>
    /// <param name="epoch">Counted from 1.</param>
    /// <param name="batches">Batches of the epoch.</param>
    /// <param name="run">Runs it, telling after each batch the loss of a training batch, or null for one of validation.</param>
    EpochResult Epoch(int epoch, int batches, Func<Action<double?>, EpochResult> run);
}

/// <summary>What a run begins with.</summary>
internal sealed record RunStart(string Loss, int Training, int Validation, int Test, string Frame, string Device, string Folder);
