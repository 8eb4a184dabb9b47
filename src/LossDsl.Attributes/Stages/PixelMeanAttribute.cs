namespace LossDsl;

/// <summary>
/// Marks a stage that averages the values of its method over the valid pixels of each region; 0 for a region without valid pixels.
/// On a formula, the loss of a region is that mean.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class PixelMeanAttribute : Attribute;
