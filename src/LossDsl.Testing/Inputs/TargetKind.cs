namespace LossDsl.Testing.Inputs;

/// <summary>Content of a target. Under softmax, where classes exclude each other, Empty and Full are about the last class.</summary>
internal enum TargetKind
{
    /// <summary>Hard labels at random.</summary>
    Random,
    /// <summary>Soft labels at random, in [0, 1].</summary>
    Soft,
    /// <summary>No foreground.</summary>
    Empty,
    /// <summary>Foreground everywhere.</summary>
    Full,
}
