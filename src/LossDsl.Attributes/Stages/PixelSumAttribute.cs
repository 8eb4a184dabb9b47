namespace LossDsl;

/// <summary>A stage that sums a value of each pixel over the valid pixels of a region.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class PixelSumAttribute : Attribute;
