namespace UNetTrainer.Runs;

/// <summary>What a run came to: the content of <c>summary.json</c>.</summary>
/// <param name="Loss">The name of the loss.</param>
/// <param name="Hyperparameters">Its hyperparameters, all of them.</param>
/// <param name="Dice">On the test slices, by the network of the best epoch; null if the run ended before the test.</param>
/// <param name="Sensitivity">As Dice.</param>
/// <param name="Specificity">As Dice.</param>
/// <param name="BestEpoch">The epoch with the largest validation Dice; null if none was finished.</param>
/// <param name="BestValidationDice">Its validation Dice.</param>
/// <param name="Epochs">Epochs finished.</param>
/// <param name="Seconds">Wall-clock time from the first batch.</param>
/// <param name="Device">cpu or cuda.</param>
/// <param name="Interrupted">The run was stopped from outside before its end.</param>
/// <param name="Error">Why training ended by itself before its end, as when the loss diverged.</param>
internal sealed record Summary(
    string Loss,
    IReadOnlyDictionary<string, double> Hyperparameters,
    double? Dice,
    double? Sensitivity,
    double? Specificity,
    int? BestEpoch,
    double? BestValidationDice,
    int Epochs,
    double Seconds,
    string Device,
    bool Interrupted,
    string? Error)
{
    /// <summary>The test Dice of each class, where there are several; <see cref="Dice"/> is that of all their pixels together.</summary>
    public IReadOnlyDictionary<string, double>? DiceByClass { get; init; }
}
