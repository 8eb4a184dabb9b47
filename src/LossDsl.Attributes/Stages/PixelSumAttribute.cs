namespace LossDsl;

/// <summary>Marks a stage that sums the values of its method over the valid pixels of each region. On a formula, the loss of a region is that sum.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class PixelSumAttribute : Attribute;
