namespace LossDsl;

/// <summary>Direction of optimization: whether training minimizes or maximizes the value.</summary>
public enum Direction
{
    /// <summary>Smaller is better: an ordinary loss.</summary>
    Minimize,

    /// <summary>Larger is better: a score. The generated module returns the score itself, so a trainer must negate it.</summary>
    Maximize,
}
