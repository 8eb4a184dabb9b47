using UNetTrainer.Training;

namespace UNetTrainer.Runs;

/// <summary>Results of a run: the content of <c>summary.json</c>.</summary>
/// <param name="Loss">Name of the loss.</param>
/// <param name="Hyperparameters">Values of all hyperparameters of the loss.</param>
/// <param name="Dice">Dice of the pixels of all test cases and classes together, by the network of the best epoch; null if the run ended before the test, or if the test has no foreground.</param>
/// <param name="Sensitivity">Sensitivity, as Dice.</param>
/// <param name="Specificity">Specificity, as Dice.</param>
/// <param name="BestEpoch">Number of the epoch with the largest validation Dice; null if no epoch was finished.</param>
/// <param name="BestValidationDice">Validation Dice of the best epoch.</param>
/// <param name="Epochs">Number of finished epochs.</param>
/// <param name="Seconds">Wall-clock time of the run in seconds, including earlier parts of a resumed run.</param>
/// <param name="Device">cpu or cuda.</param>
/// <param name="Interrupted">Whether the run was stopped from outside before its end.</param>
/// <param name="Error">Reason why training ended by itself before its end, as when the loss diverged; else null.</param>
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
    /// <summary>Pooled test Dice of each class, if there are several.</summary>
    public IReadOnlyDictionary<string, double>? DiceByClass { get; init; }

    /// <summary>Number and sizes of the training batches of an epoch; null in runs of before.</summary>
    public BatchSizes? Batches { get; init; }

    /// <summary>Number of test cases of which the network was trained on other slices; null in runs of before.</summary>
    public int? TestCasesSeen { get; init; }

    /// <summary>Number of validation cases of which the network was trained on other slices; null in runs of before.</summary>
    public int? ValidationCasesSeen { get; init; }

    /// <summary>Threshold of a pixel's probability that was chosen on the validation part; null for 1/2, or the most probable class.</summary>
    public double? Threshold { get; init; }

    /// <summary>What a user should know about the data: how masks were read, what was left out, how cases were grouped.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Mean over classes of the mean Dice over the cases that have the class; null before the test, and in runs of earlier versions.</summary>
    public double? MeanCaseDice => Classes is null ? null : Mean.Compute(Classes.Select(static c => c.Cases.Dice.Value)).Value;

    /// <summary>Test figures of each class; null before the test, and in runs of earlier versions.</summary>
    public IReadOnlyList<ClassFigures>? Classes { get; init; }
}
