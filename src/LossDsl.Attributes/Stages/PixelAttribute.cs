namespace LossDsl;

/// <summary>Marks a stage with one value for each pixel and class, which other stages over pixels read. Examples: weights, structural terms.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class PixelAttribute : Attribute;
