namespace LossDsl;

/// <summary>
/// Marks a stage that takes the maximum of its method over the valid pixels of each region; 0 for a region without valid pixels.
/// The derivative is divided evenly among the pixels that attain the maximum.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class PixelMaxAttribute : Attribute;
