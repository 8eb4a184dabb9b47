namespace UNetTrainer.Training;

/// <summary>What an epoch came to.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="TrainingLoss">The loss over the training slices while the network was changing.</param>
/// <param name="ValidationLoss">The loss over the validation slices after the epoch.</param>
/// <param name="Validation">The validation pixels, counted after the epoch.</param>
/// <param name="LearningRate">The learning rate of the epoch.</param>
/// <param name="Seconds">Wall-clock time.</param>
internal sealed record EpochResult(int Epoch, double TrainingLoss, double ValidationLoss, Confusion Validation, double LearningRate, double Seconds);

/// <summary>What a set of slices came to.</summary>
/// <param name="Loss">The mean loss of a slice.</param>
/// <param name="Classes">The pixels of each class but the background against all others, counted over all slices.</param>
internal sealed record Evaluation(double Loss, IReadOnlyList<Confusion> Classes)
{
    /// <summary>All classes' pixels together.</summary>
    public Confusion Confusion => Classes.Aggregate(static (a, b) => a + b);
}
