namespace LossDsl.Testing.Inputs;

/// <summary>Pattern of saturated logits of an image, relative to its labels.</summary>
internal enum Saturation
{
    /// <summary>Every pixel is surely right.</summary>
    Right,
    /// <summary>Every pixel is surely wrong.</summary>
    Wrong,
    /// <summary>Every pixel is surely foreground.</summary>
    AllHigh,
    /// <summary>Every pixel is surely background.</summary>
    AllLow,
    /// <summary>Sure and undecided pixels at random.</summary>
    Mixed,
    /// <summary>Every probability is 1/2.</summary>
    Undecided,
}
