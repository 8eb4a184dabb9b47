namespace UNetTrainer.Training;

/// <summary>How the learning rate goes down.</summary>
internal enum ScheduleKind
{
    /// <summary>By a factor when validation Dice stays on a plateau.</summary>
    Plateau,

    /// <summary>Along half a cosine, from the first epoch to the last.</summary>
    Cosine,

    /// <summary>Not at all.</summary>
    Constant,
}
