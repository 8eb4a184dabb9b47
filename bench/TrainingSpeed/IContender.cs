namespace TrainingSpeed;

/// <summary>Training loop that takes part in the comparison and runs one epoch at a time.</summary>
internal interface IContender : IDisposable
{
    /// <summary>Name of the contender in the table.</summary>
    string Name { get; }

    /// <summary>Runs the next epoch, validation included.</summary>
    /// <returns>Duration of the epoch in seconds, and the validation Dice after the epoch.</returns>
    (double Seconds, double Dice) Epoch();
}
