namespace LossDsl;

/// <summary>A stage that averages a value of each pixel over the valid pixels of a region; 0 where there is none. On a formula: the loss is the mean of its pixels.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class PixelMeanAttribute : Attribute;
