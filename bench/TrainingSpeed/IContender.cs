namespace TrainingSpeed;

/// <summary>A way to train the network, an epoch at a time.</summary>
internal interface IContender : IDisposable
{
    /// <summary>What it is called in the table.</summary>
    string Name { get; }

    /// <summary>Does the next epoch, validation included.</summary>
    /// <returns>The seconds that it took, and the validation Dice after it.</returns>
    (double Seconds, double Dice) Epoch();
}
