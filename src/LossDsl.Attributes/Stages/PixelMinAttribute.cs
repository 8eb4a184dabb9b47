namespace LossDsl;

/// <summary>
/// Marks a stage that takes the minimum of its method over the valid pixels of each region; 0 for a region without valid pixels.
/// The derivative is divided evenly among the pixels that attain the minimum.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class PixelMinAttribute : Attribute;
