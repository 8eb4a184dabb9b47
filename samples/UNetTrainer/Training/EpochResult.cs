namespace UNetTrainer.Training;

/// <summary>Result of an epoch.</summary>
/// <param name="Epoch">Number of the epoch, from 1.</param>
/// <param name="TrainingLoss">Mean loss over the training slices while the network was changing.</param>
/// <param name="ValidationLoss">Mean loss over the validation slices after the epoch.</param>
/// <param name="Validation">Counts of the validation pixels after the epoch.</param>
/// <param name="LearningRate">Learning rate of the epoch.</param>
/// <param name="Seconds">Wall-clock time in seconds.</param>
internal sealed record EpochResult(int Epoch, double TrainingLoss, double ValidationLoss, Confusion Validation, double LearningRate, double Seconds)
{
    /// <summary>
    /// Whether the network of this epoch is preferred to that of an earlier one: by validation Dice, where an undefined Dice is never better than a number.
    /// If validation has no foreground at all, no epoch can be told from another, and the latest is kept.
    /// </summary>
    public bool IsBetterThan(EpochResult? earlier) =>
        earlier is null || double.IsNaN(earlier.Validation.Dice) || Validation.Dice > earlier.Validation.Dice;
}

/// <summary>Result of segmenting a set of slices.</summary>
/// <param name="Loss">Mean loss of a slice.</param>
/// <param name="Classes">Counts of each class but the background against all others, over all slices.</param>
internal sealed record Evaluation(double Loss, IReadOnlyList<Confusion> Classes)
{
    /// <summary>Counts of all classes together.</summary>
    public Confusion Confusion => Confusion.Sum(Classes);
}
