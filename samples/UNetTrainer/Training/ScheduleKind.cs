namespace UNetTrainer.Training;

/// <summary>Kind of learning-rate schedule.</summary>
internal enum ScheduleKind
{
    /// <summary>Multiplies the rate by a factor when validation Dice stays on a plateau.</summary>
    Plateau,

    /// <summary>Lowers the rate along half a cosine, from the first epoch to the last.</summary>
    Cosine,

    /// <summary>Keeps the rate.</summary>
    Constant,
}
