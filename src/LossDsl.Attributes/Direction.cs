namespace LossDsl;

/// <summary>Whether training makes a value small or large.</summary>
public enum Direction
{
    /// <summary>Smaller is better: an ordinary loss.</summary>
    Minimize,

    /// <summary>Larger is better: a score. A trainer must negate it.</summary>
    Maximize,
}
